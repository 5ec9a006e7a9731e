import type { ModelOperation } from "../../model/operation.ts";
import { fixedAddress } from "../addresses.ts";
import type { BrokerInput } from "../broker-reader.ts";
import { type Kind, readMembers, textIn } from "../members.ts";
import { type Notes, type Place, placeOfOperation } from "../notes.ts";
import type { NatsTopology } from "../topology.ts";

type Durables = NonNullable<NatsTopology["settings"]["durables"]>;

/** What one operation says: the consumer that keeps its group's place at an address. */
type Said = {
  readonly operation: string;
  readonly group: string;
  readonly address: string;
  readonly durable: string;
  readonly at: Place;
};

/** https://docs.nats.io/running-a-nats-service/nats_admin/jetstream_admin/naming */
const consumerName: Kind = {
  expected: "a name of a consumer: without white space, dots, `*`, `>`, `/` and `\\`, of 255 bytes at most",
  fits: (value) =>
    typeof value === "string" &&
    /^[^\s.*>/\\\p{Cc}]+$/u.test(value) &&
    new TextEncoder().encode(value).length <= 255,
};

/**
 * Durable consumers by group and address, as operations that receive name them: `x-nats.durable`. Names are those of a stream, and a consumer keeps
 * one place; `streamOf` tells which stream holds an address.
 */
export function readDurables(
  input: BrokerInput,
  streamOf: (address: string) => string | undefined,
  notes: Notes,
): Durables {
  const places = new Map<string, Said>();
  const names = new Map<string, Said[]>();
  for (const operation of input.model.operations) {
    const said = operation.direction === "receive" ? readOperation(operation, input, notes) : undefined;
    if (said === undefined) continue;
    const place = JSON.stringify([said.group, said.address]);
    const samePlace = places.get(place);
    if (samePlace !== undefined) {
      requireSameName(said, samePlace, notes);
      continue;
    }
    places.set(place, said);
    const sameName = names.get(said.durable) ?? [];
    const other = sameName.find(({ address }) => !areApart(streamOf(address), streamOf(said.address)));
    if (other !== undefined) tellOfOnePlace(said, other, notes);
    else names.set(said.durable, [...sameName, said]);
  }
  const groups = Map.groupBy(places.values(), ({ group }) => group);
  return Object.fromEntries(
    [...groups].map(([group, ofGroup]) => [
      group,
      Object.fromEntries(ofGroup.map(({ address, durable }) => [address, durable])),
    ]),
  );
}

function readOperation(
  operation: ModelOperation,
  { channels, groups, model }: BrokerInput,
  notes: Notes,
): Said | undefined {
  const channel = channels.find(({ name }) => name === operation.channel);
  if (channel === undefined) return undefined;
  const { name } = operation;
  const place = [...placeOfOperation(operation, model), "x-nats"];
  const members = readMembers(operation.extensions["x-nats"], { durable: consumerName }, place, notes);
  const durable = textIn(members, "durable");
  if (durable === undefined) return undefined;
  const at = [...place, "durable"];
  const group = groups.find(({ operation }) => operation === name)?.group;
  if (group === undefined || /[{}]/.test(group)) {
    notes.unsupported(
      at,
      `the consumer ${durable} keeps the place of a group, and that of ${name} has no one name`,
      "name the group beside it: bindings.nats.queue",
    );
    return undefined;
  }
  const address = fixedAddress(channel);
  if (address === undefined) {
    notes.unsupported(
      at,
      `the consumer ${durable} reads one subject, and that of ${channel.name} is known at run time only`,
      "leave the name to the transport, or give the channel an address without holes",
    );
    return undefined;
  }
  return { operation: name, group, address, durable, at };
}

function areApart(stream: string | undefined, other: string | undefined): boolean {
  return stream !== undefined && other !== undefined && stream !== other;
}

function requireSameName(said: Said, other: Said, notes: Notes): void {
  if (said.durable === other.durable) return;
  notes.conflict(
    said.at,
    `the place of ${said.group} at ${said.address} is kept by ${said.durable} here, and by ${other.durable} in ${other.operation}`,
    "name one consumer: a group has one place at an address",
  );
}

function tellOfOnePlace(said: Said, other: Said, notes: Notes): void {
  notes.conflict(
    said.at,
    `the consumer ${said.durable} keeps the place of ${said.group} at ${said.address} here, and of ${other.group} at ${other.address} in ${other.operation}`,
    "name a consumer for each: one keeps one place of one group",
  );
}
