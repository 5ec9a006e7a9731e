import { expect, test } from "vitest";
import { consumerOfAck, factsOfAck } from "./ack-subject.ts";

test.each([
  ["$JS.ACK.ORDERS.billing.3.42.17.1700000000000000000.5", { deliveries: 3, sequence: 42, turn: 17 }],
  ["$JS.ACK.hub.accHash.ORDERS.billing.1.7.7.1700000000000000000.0", { deliveries: 1, sequence: 7, turn: 7 }],
  [
    "$JS.ACK.hub.accHash.ORDERS.billing.1.7.7.1700000000000000000.0.token",
    { deliveries: 1, sequence: 7, turn: 7 },
  ],
  ["_INBOX.abc.1", undefined],
  ["", undefined],
  ["$JS.ACK.ORDERS.billing.x.42.17.1700000000000000000.5", undefined],
  ["$JS.FC.ORDERS.billing.3.42.17.1700000000000000000.5", undefined],
])("%s", (reply, facts) => {
  expect(factsOfAck(reply)).toEqual(facts);
});

test.each([
  ["$JS.ACK.ORDERS.billing.3.42.17.1700000000000000000.5", { stream: "ORDERS", consumer: "billing" }],
  [
    "$JS.ACK.hub.accHash.ORDERS.billing.1.7.7.1700000000000000000.0.token",
    { stream: "ORDERS", consumer: "billing" },
  ],
  ["orders.placed", undefined],
])("%s is of a consumer", (reply, consumer) => {
  expect(consumerOfAck(reply)).toEqual(consumer);
});
