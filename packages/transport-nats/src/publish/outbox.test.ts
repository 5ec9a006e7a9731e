import { PublishCall } from "@concordat/runtime/transport";
import { expect, test } from "vitest";
import type { NatsLink } from "../drivers/driver.ts";
import { encodeMessage } from "../wire/encode-message.ts";
import { Outbox } from "./outbox.ts";
import { Slot } from "./slot.ts";

/** Keeps what it is given, as one text and in pieces. */
function createLink() {
  const pieces: Buffer[] = [];
  return {
    pieces,
    sent: () => Buffer.concat(pieces).toString(),
    link: { write: (commands: Uint8Array) => void pieces.push(Buffer.from(commands)) } as NatsLink,
  };
}

let slots = 0;

function slotOf(subject: string, data: unknown, key = "k"): Slot {
  slots += 1;
  const event = { specversion: "1.0", id: `e${slots}`, source: "/s", type: "t", data } as const;
  const message = { address: subject, key, event };
  const content = encodeMessage(message, "binary");
  return new Slot(slots, { address: subject, subject, content }, 0, new PublishCall(1), 0);
}

/** As a server reads it: by lengths, which are those of bytes. */
function commandsIn(sent: string) {
  const commands: { subject: string; reply: string; headers: string; body: string }[] = [];
  let rest = Buffer.from(sent);
  while (rest.length > 0) {
    const line = rest.subarray(0, rest.indexOf("\r\n")).toString();
    const [verb, subject = "", reply = "", head, all] = line.split(" ");
    expect(verb).toBe("HPUB");
    const from = Buffer.byteLength(line) + 2;
    const [body, end] = [from + Number(head), from + Number(all)];
    commands.push({
      subject,
      reply,
      headers: rest.subarray(from, body).toString(),
      body: rest.subarray(body, end).toString(),
    });
    expect(rest.subarray(end, end + 2).toString()).toBe("\r\n");
    rest = rest.subarray(end + 2);
  }
  return commands;
}

test.each([
  ["of ASCII alone", "orders", { name: "a" }],
  ["with letters in the data", "orders", { name: "Größe 🧭" }],
  ["with letters in the address", "größen", { name: "a" }],
])("messages %s leave as one piece, each with its lengths in bytes", (_, subject, data) => {
  const { link, pieces, sent } = createLink();
  const outbox = new Outbox(link, "_INBOX.x.");
  const all = [slotOf("first", 1), slotOf(subject, data), slotOf("last", 2)];
  for (const slot of all) outbox.add(slot);
  expect(pieces).toEqual([]);
  outbox.flush();
  outbox.flush();

  expect(pieces).toHaveLength(1);
  expect(commandsIn(sent())).toEqual(
    all.map(({ subject: to, number, content: { headers, body } }) => ({
      subject: to,
      reply: `_INBOX.x.${number}`,
      headers,
      body,
    })),
  );
});

test("a body of bytes goes as it is, between the text before and behind it", () => {
  const { link, sent } = createLink();
  const outbox = new Outbox(link, "_INBOX.x.");
  for (const data of [1, Buffer.from("bytes"), "behind"]) outbox.add(slotOf("mixed", data));
  outbox.flush();

  expect(commandsIn(sent()).map(({ body }) => body)).toEqual(["1", "bytes", '"behind"']);
});

test("a link that takes no commands gets each message by itself, at once", () => {
  const published: string[][] = [];
  const publish: NatsLink["publish"] = (subject, body, headers, reply) =>
    void published.push([subject, String(Buffer.from(body)), String(headers), reply ?? ""]);
  const outbox = new Outbox({ publish } as NatsLink, "_INBOX.x.");
  const slot = slotOf("größen", { name: "ü" });
  outbox.add(slot);

  expect(published).toEqual([["größen", '{"name":"ü"}', slot.content.headers, `_INBOX.x.${slot.number}`]]);
});
