import { isObject } from "@concordat/json";
import type { ModelChannel } from "../../model/channel.ts";
import { distinct, fixedAddress } from "../addresses.ts";
import type { BrokerReader } from "../broker-reader.ts";
import { object, oneOf, readMembers, texts, whole } from "../members.ts";
import type { Notes } from "../notes.ts";
import type { NatsTopology } from "../topology.ts";

type Streams = NatsTopology["settings"]["streams"];

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
 * JetStream streams, which AsyncAPI has no words for: the server's `x-nats.streams`. A subject belongs to one stream; in none, what is published
 * would be lost, and two the server does not allow.
 */
export const readNats: BrokerReader<NatsTopology> = ({ server, channels }, notes) => {
  const at = ["servers", server.name, "x-nats"];
  const said = readMembers(server.extensions["x-nats"], { streams: object }, at, notes);
  if (said?.streams === undefined || !isObject(said.streams)) return undefined;
  const read = Object.entries(said.streams).map(([name, stream]) => {
    const place = [...at, "streams", name];
    const members = readMembers(stream, streamMembers, place, notes);
    if (members !== undefined && members.subjects === undefined)
      notes.unsupported(place, `the stream ${name} names no subjects`, "write which subjects it holds");
    return [name, { ...members, subjects: (members?.subjects ?? []) as readonly string[] }] as const;
  });
  const streams: Streams = Object.fromEntries(read);
  for (const channel of channels) requireOneStream(channel, { server: server.name, streams }, notes);
  return { settings: { streams }, addresses: distinct(channels.flatMap((each) => fixedAddress(each) ?? [])) };
};

function requireOneStream(
  { name, address }: ModelChannel,
  { server, streams }: { readonly server: string; readonly streams: Streams },
  notes: Notes,
): void {
  if (address === null) return;
  const holders = Object.keys(streams).filter((stream) =>
    streams[stream]?.subjects.some((subject) => covers(subject, address)),
  );
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
