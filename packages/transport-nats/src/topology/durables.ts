import { transportErrors } from "@concordat/runtime";
import type { NatsSettings } from "../settings.ts";
import { addressTrouble, covers } from "./address.ts";
import { consumersOf, isAssetName } from "./names.ts";
import type { DeclaredStream } from "./stream-options.ts";

/** By group, then by address: the consumer that keeps the group's place there, whoever made it. */
export type Durables = ReadonlyMap<string, ReadonlyMap<string, string>>;

type Place = {
  readonly setting: string;
  readonly address: string;
  readonly durable: string;
  /** `undefined` where only the server knows. */
  readonly stream: string | undefined;
};

/**
 * What `durables` says. A consumer keeps one place: at two addresses the server would not have it, and two groups that shared it would each get a
 * part of the messages. Names are those of a stream, so one may stand twice where `streams` tells that there are two.
 *
 * Throws TRANSPORT_SETTING, naming the place.
 */
export function declaredDurables(
  { durables = {}, partitions }: Pick<NatsSettings, "durables" | "partitions">,
  streams: readonly DeclaredStream[],
): Durables {
  const places = new Map<string, Place[]>();
  const read = new Map<string, Map<string, string>>();
  for (const [group, given] of Object.entries(durables)) {
    const at = `durables.${group}`;
    if (typeof given !== "object" || given === null || Array.isArray(given))
      throw refusal(at, "has to be an object, with the name of a consumer for each address");
    const ofGroup = new Map<string, string>();
    for (const [address, named] of Object.entries(given)) {
      const place = placeOf(`${at}.${address}`, address, named, partitions, streams);
      for (const name of consumersOf(place.durable, partitions).toReversed()) {
        const others = places.get(name) ?? [];
        requireAnother(place, name, others);
        places.set(name, [...others, place]);
      }
      ofGroup.set(address, place.durable);
    }
    read.set(group, ofGroup);
  }
  return read;
}

function placeOf(
  setting: string,
  address: string,
  named: unknown,
  partitions: number,
  streams: readonly DeclaredStream[],
): Place {
  const trouble = addressTrouble(address, partitions);
  if (trouble !== undefined) throw refusal(setting, `is for no address: ${trouble}`);
  if (typeof named !== "string" || !consumersOf(named, partitions).every(isAssetName))
    throw refusal(
      setting,
      `is ${JSON.stringify(named)}, and has to be a name of a consumer: a text without white space, dots, \`*\`, \`>\`, \`/\` and \`\\\`, of 255 bytes at most`,
    );
  const stream = streams.find(({ subjects }) => subjects.some((each) => covers(each, address)))?.name;
  return { setting, address, durable: named, stream };
}

function requireAnother(place: Place, name: string, others: readonly Place[]): void {
  const other = others.find(
    ({ stream }) => stream === undefined || place.stream === undefined || stream === place.stream,
  );
  if (other !== undefined)
    throw refusal(place.setting, `names the consumer ${name}, which "${other.setting}" has already`);
}

function refusal(setting: string, trouble: string): Error {
  return transportErrors.TRANSPORT_SETTING({ transport: "nats", setting, trouble });
}
