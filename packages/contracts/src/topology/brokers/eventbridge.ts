import { type JsonObject, jsonEquals } from "@concordat/json";
import type { ModelChannel } from "../../model/channel.ts";
import type { CatalogueModel } from "../../model/model.ts";
import { distinct, fixedAddress } from "../addresses.ts";
import type { BrokerReader } from "../broker-reader.ts";
import { readMembers, text, textIn } from "../members.ts";
import type { EventBridgeTopology } from "../topology.ts";

/**
 * A bus, and by which events of others a channel is known there: `x-eventbridge` of server and channels. AsyncAPI has bindings for SNS and SQS,
 * and none for EventBridge. Queues are not described: each group has its own, made and named by the transport.
 */
export const readEventBridge: BrokerReader<EventBridgeTopology> = ({ server, channels, model }, notes) => {
  const at = ["servers", server.name, "x-eventbridge"];
  const said = readMembers(server.extensions["x-eventbridge"], { bus: text }, at, notes) ?? {};
  const bus = textIn(said, "bus");
  const patterns = new Map<string, JsonObject>();
  for (const channel of channels) {
    const address = fixedAddress(channel);
    const detailType = textIn(channel.extensions["x-eventbridge"], "detailType");
    if (address === undefined || detailType === undefined) continue;
    const pattern = patternOf(detailType, typesOn(channel, model));
    const other = patterns.get(address);
    if (other !== undefined && !jsonEquals(other, pattern))
      notes.conflict(
        ["channels", channel.name, "x-eventbridge", "detailType"],
        `two channels have the address ${address} on the server ${server.name}, and tell its events apart otherwise`,
        "say the same in both channels, or give them two addresses",
      );
    patterns.set(address, pattern);
  }
  if (bus === undefined && patterns.size === 0) return undefined;
  return {
    settings: {
      ...(bus !== undefined && { bus }),
      ...(patterns.size > 0 && { patterns: Object.fromEntries(patterns) }),
    },
    addresses: distinct(channels.flatMap((each) => fixedAddress(each) ?? [])),
  };
};

function patternOf(detailType: string, types: readonly string[]): JsonObject {
  return {
    "detail-type": [detailType],
    ...(types.length > 0 && { detail: { cloudEvents: { type: [...types] } } }),
  };
}

function typesOn(
  { messages }: ModelChannel,
  { messages: all, contracts }: CatalogueModel,
): readonly string[] {
  const types = all
    .filter(({ name }) => messages.includes(name))
    .flatMap(({ payload, says }) => {
      const contract =
        payload.kind === "contract" ? contracts.find(({ id }) => id === payload.contract) : undefined;
      return contract?.type ?? says ?? [];
    });
  return distinct(types);
}
