import { expect, test } from "vitest";
import type { OutgoingMessage, PublishResult } from "../ports/transport.ts";
import { deadLetterAddress } from "./dead-letter-address.ts";
import { entryOf } from "./testing/entries.ts";

function publisher(result: PublishResult) {
  const sent: OutgoingMessage[] = [];
  const publish = async (messages: readonly OutgoingMessage[]) => {
    sent.push(...messages);
    return messages.map(() => result);
  };
  return { sent, publish };
}

test("the message goes next door as it was, and its headers say why", async () => {
  const { sent, publish } = publisher({ status: "stored" });
  const headers = { tenant: "a" };
  const entry = entryOf("d-1", {
    headers,
    raw: { headers, body: new Uint8Array([1]) },
    handler: "charge",
    reprocessCount: 1,
  });
  await deadLetterAddress({ publish }).put(entry);

  expect(sent).toEqual([
    {
      address: "orders.dead-letters",
      key: "1001",
      raw: entry.raw,
      headers: {
        "dead-letter-id": "d-1",
        "dead-letter-reason": "max_retries_exceeded",
        "dead-letter-error": "Error",
        "dead-letter-message": "away",
        "dead-letter-address": "orders",
        "dead-letter-group": "billing",
        "dead-letter-handler": "charge",
        "dead-letter-position": "7",
        "dead-letter-attempts": "3",
        "dead-letter-first-failed": "1970-01-01T00:00:01.000Z",
        "dead-letter-time": "1970-01-01T00:00:02.000Z",
        "dead-letter-count": "1",
      },
    },
  ]);
});

test("a message that is too long to be a header is cut", async () => {
  const { sent, publish } = publisher({ status: "stored" });
  const error = { type: "Error", message: "x".repeat(100_000) };
  await deadLetterAddress({ publish, addressOf: () => "graveyard" }).put(entryOf("d-1", { error }));

  expect(sent[0]?.address).toBe("graveyard");
  expect(sent[0]?.headers?.["dead-letter-message"]).toHaveLength(1_000);
});

test.each(["refused", "unknown"] as const)("a write that is %s is none", async (status) => {
  const { publish } = publisher({ status, error: new Error("away") });

  await expect(deadLetterAddress({ publish }).put(entryOf("d-1"))).rejects.toThrow("away");
});
