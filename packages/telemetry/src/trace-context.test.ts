import { expect, test } from "vitest";
import { formatTraceContext, parseTraceContext } from "./trace-context.ts";

const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

test.each([
  ["sampled", { traceparent }],
  ["not sampled", { traceparent: traceparent.replace(/01$/, "00") }],
  ["with the state of a vendor", { traceparent, tracestate: "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE" }],
])("a context that is %s comes back as it was", (_, given) => {
  const parsed = parseTraceContext(given);

  expect(parsed?.isRemote).toBe(true);
  expect(parsed && formatTraceContext(parsed)).toEqual(given);
});

test.each([
  ["another version", traceparent.replace(/^00/, "ff")],
  ["a trace id of zeros", `00-${"0".repeat(32)}-b7ad6b7169203331-01`],
  ["a parent id of zeros", `00-0af7651916cd43dd8448eb211c80319c-${"0".repeat(16)}-01`],
  ["capitals", traceparent.toUpperCase()],
  ["something behind it", `${traceparent}-x`],
  ["nothing", ""],
])("%s is no context", (_, malformed) => {
  expect(parseTraceContext({ traceparent: malformed })).toBeUndefined();
});
