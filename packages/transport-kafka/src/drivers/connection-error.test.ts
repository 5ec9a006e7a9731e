import { AuthenticationError, NetworkError } from "@platformatic/kafka";
import { KafkaJSConnectionError } from "kafkajs";
import { expect, test } from "vitest";
import { connectionError } from "./connection-error.ts";

const attempt = { at: "kafka:9093", as: { mechanism: "PLAIN", username: "orders" } };
const coded = (message: string, code: string) => Object.assign(new Error(message), { code });

/** As `security.test.ts` shows what brokers refuse, here is what only looks like it, and what takes time to come about. */
test.each([
  [
    "a connection that breaks while a client proves who it is is no refusal",
    new NetworkError("Connection to kafka:9093 failed.", {
      cause: new AuthenticationError("SASL authentication failed.", {
        cause: new NetworkError("Connection closed"),
      }),
    }),
    { code: "TRANSPORT_UNREACHABLE", message: expect.stringContaining("Connection closed") },
  ],
  [
    "nor is it where the other client calls it one",
    Object.assign(new Error("SASL PLAIN authentication failed: Closed connection"), {
      name: "KafkaJSSASLAuthenticationError",
    }),
    { code: "TRANSPORT_UNREACHABLE" },
  ],
  [
    "a broker that cannot prove who it is is refused by the client",
    new NetworkError("Connection to kafka:9093 failed.", {
      cause: new AuthenticationError("Invalid server signature."),
    }),
    { code: "TRANSPORT_LOGIN_REFUSED", message: expect.stringContaining("Invalid server signature.") },
  ],
  [
    "a certificate that is over",
    new NetworkError("Connection to kafka:9093 failed.", {
      cause: coded("certificate has expired", "CERT_HAS_EXPIRED"),
    }),
    {
      code: "TRANSPORT_UNREACHABLE",
      message: expect.stringContaining("not valid at this time"),
      hint: expect.stringContaining("renewed"),
    },
  ],
  [
    "a port where nobody listens, under one name of the host or the other",
    new NetworkError("Connection to kafka:9093 failed.", {
      cause: new AggregateError([coded("connect ECONNREFUSED ::1:9093", "ECONNREFUSED")], ""),
    }),
    { code: "TRANSPORT_UNREACHABLE", message: expect.stringContaining("connect ECONNREFUSED ::1:9093") },
  ],
  [
    "the same in the words of the other client",
    new KafkaJSConnectionError("Connection error: connect ECONNREFUSED 127.0.0.1:9093", {
      code: "ECONNREFUSED",
    }),
    { code: "TRANSPORT_UNREACHABLE", message: expect.stringContaining("at kafka:9093: Connection error") },
  ],
])("%s", (_, thrown, told) => {
  expect(connectionError(thrown, attempt)).toMatchObject(told);
});

test("what has a code already stays what it is", () => {
  const once = connectionError(new Error("x"), attempt);

  expect(connectionError(once, attempt)).toBe(once);
});
