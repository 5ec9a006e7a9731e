import { expect, test } from "vitest";
import type { NatsLink, WireMessage } from "../drivers/driver.ts";
import { numberBehind } from "./number-behind.ts";

const inbox = "_INBOX.x.";
const asText = {} as NatsLink;
const asBytes = {
  subjectBytesOf: ({ subject }: WireMessage) => Buffer.from(subject),
} as unknown as NatsLink;

test.each([
  ["_INBOX.x.0", 0],
  ["_INBOX.x.9007199254740991", Number.MAX_SAFE_INTEGER],
  ["_INBOX.x.", -1],
  ["_INBOX.x.7a", -1],
  ["_INBOX.x.-7", -1],
])("behind the inbox %s has %i", (subject, number) => {
  const message = { subject, data: Buffer.alloc(0) };
  for (const link of [asText, asBytes]) expect(numberBehind(inbox, message, link)).toBe(number);
});
