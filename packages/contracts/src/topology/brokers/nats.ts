import { isObject } from "@concordat/json";
import type { ModelChannel } from "../../model/channel.ts";
import type { ModelServer } from "../../model/server.ts";
import { distinct, fixedAddress } from "../addresses.ts";
import type { BrokerReader } from "../broker-reader.ts";
import { object, oneOf, readMembers, texts, whole } from "../members.ts";
import type { Notes } from "../notes.ts";
import type { NatsTopology } from "../topology.ts";
import { readDurables } from "./nats-durables.ts";

type Streams = NonNullable<NatsTopology["settings"]["streams"]>;

const streamMembers = {
  subjects: texts,
  storage: oneOf("file", "memory"),
  replicas: whole(1),
  maxAgeMs: whole(0),
  maxBytes: whole(0),
  duplicateWindowMs: whole(0),
  discard: oneOf("old", "new"),
};

/**
 * JetStream streams and the consumers of groups, which AsyncAPI has no words for: `x-nats` of the server and of operations. A subject belongs to one
 * stream; in none, what is published would be lost, and two the server does not allow.
 */
export const readNats: BrokerReader<NatsTopology> = (input, notes) => {
  const { server, channels } = input;
  const streams = readStreams(server, notes);
  const holdersOf = (address: string) =>
    Object.entries(streams ?? {}).flatMap(([stream, { subjects }]) =>
      subjects.some((subject) => covers(subject, address)) ? [stream] : [],
    );
  if (streams !== undefined)
    for (const channel of channels) requireOneStream(channel, server.name, holdersOf, notes);
  const durables = readDurables(input, (address) => holdersOf(address)[0], notes);
  const hasDurables = Object.keys(durables).length > 0;
  if (streams === undefined && !hasDurables) return undefined;
  return {
    settings: { ...(streams !== undefined && { streams }), ...(hasDurables && { durables }) },
    addresses: distinct(channels.flatMap((each) => fixedAddress(each) ?? [])),
  };
};

function readStreams({ name, extensions }: ModelServer, notes: Notes): Streams | undefined {
  const at = ["servers", name, "x-nats"];
  const said = readMembers(extensions["x-nats"], { streams: object }, at, notes);
  if (said?.streams === undefined || !isObject(said.streams)) return undefined;
  const read = Object.entries(said.streams).map(([stream, told]) => {
    const place = [...at, "streams", stream];
    const members = readMembers(told, streamMembers, place, notes);
    if (members !== undefined && members.subjects === undefined)
      notes.unsupported(place, `the stream ${stream} names no subjects`, "write which subjects it holds");
    return [stream, { ...members, subjects: (members?.subjects ?? []) as readonly string[] }] as const;
  });
  return Object.fromEntries(read);
}

function requireOneStream(
  { name, address }: ModelChannel,
  server: string,
  holdersOf: (address: string) => readonly string[],
  notes: Notes,
): void {
  if (address === null) return;
  const holders = holdersOf(address);
  const at = ["channels", name, "address"];
  if (holders.length === 0)
    notes.conflict(
      at,
      `no stream of the server ${server} holds the subject ${address}`,
      `add it to the subjects of a stream under x-nats of ${server}`,
    );
  if (holders.length > 1)
    notes.conflict(
      at,
      `the subject ${address} is in ${holders.length} streams of the server ${server}: ${holders.join(", ")}`,
      "let the subjects of one stream leave it out; the server refuses the second stream",
    );
}

/** Whether a stream's subjects cover a subject; a hole of an address stands for any one word. */
function covers(pattern: string, subject: string): boolean {
  const [wanted, words] = [pattern.split("."), subject.split(".")];
  for (const [index, word] of wanted.entries()) {
    if (word === ">") return words.length > index;
    if (index >= words.length || (word !== "*" && word !== words[index])) return false;
  }
  return wanted.length === words.length;
}
