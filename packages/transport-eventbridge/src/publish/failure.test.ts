import { expect, test } from "vitest";
import { type Failure, failureOfRequest } from "./failure.ts";

const failed = (facts: object) => Object.assign(new Error("as planned"), facts);
const connecting = failed({ code: "ECONNREFUSED", syscall: "connect" });

const says = (advice: Failure["advice"], mayBeStored: boolean) => ({ advice, mayBeStored });

test.each([
  ["nobody listens", connecting],
  ["a host of that name is not known", failed({ code: "ENOTFOUND", syscall: "getaddrinfo" })],
  ["the host cannot be reached", failed({ code: "EHOSTUNREACH", syscall: "connect" })],
  ["nobody listens at any of its addresses", Object.assign(new AggregateError([connecting, connecting]))],
  ["its certificate is for another host", failed({ code: "ERR_TLS_CERT_ALTNAME_INVALID" })],
  ["its certificate is nobody's", failed({ code: "SELF_SIGNED_CERT_IN_CHAIN" })],
  ["connecting takes too long", new Error("the socket did not establish a connection in time")],
])("it never left where %s", (_, error) => {
  expect(failureOfRequest(error)).toMatchObject(says("again", false));
});

test.each([
  ["the connection was reset", failed({ code: "ECONNRESET", syscall: "read" })],
  ["the way was lost under a connection", failed({ code: "EHOSTUNREACH", syscall: "read" })],
  ["what came cannot be deciphered", failed({ code: "ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC" })],
  ["what AWS said of what it took cannot be read", failed({ $metadata: { httpStatusCode: 200 } })],
  ["an answer leads elsewhere", failed({ $metadata: { httpStatusCode: 307 } })],
  ["an answer cannot be read, and has no status", failed({ $metadata: { attempts: 1 } })],
  ["something is thrown that is no error", "thrown"],
])("it may be stored where %s", (_, error) => {
  expect(failureOfRequest(error)).toMatchObject(says("give up", true));
});

test.each([
  [429, "SlowDown", says("again", false)],
  [400, "ThrottlingException", says("again", false)],
  [403, "RequestTimeTooSkewed", says("again", false)],
  [500, "InternalFailure", says("again", true)],
  [413, "RequestEntityTooLarge", says("one by one", false)],
  [400, "ValidationException", says("one by one", false)],
  [403, "AccessDeniedException", says("give up", false)],
])("an answer with the status %i and the name %s", (httpStatusCode, name, expected) => {
  expect(failureOfRequest(failed({ name, $metadata: { httpStatusCode } }))).toMatchObject(expected);
});
