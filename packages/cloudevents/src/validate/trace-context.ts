import { cloudEventErrors } from "../errors.ts";
import { describe } from "../values/describe.ts";
import { type Violation, violationOf } from "../violation.ts";

/**
 * What becomes of a `traceparent` or `spanid` that is malformed.
 *
 * - `ignore`: the attribute counts as absent, with a warning; W3C Trace Context says to begin a new trace then, and a
 *   broken trace is no reason to lose an event
 * - `strict`: the event is invalid
 */
export type TraceContextPolicy = "ignore" | "strict";

/** Version 00 has exactly four parts; a higher one may bring more behind them (Trace Context, "Versioning"). */
const shape =
  /^(?:00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}|(?!00|ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?)$/;
const span = /^(?!0{16})[0-9a-f]{16}$/;

export type TraceFlaw = { readonly violation: Violation; readonly ignored?: "traceparent" | "spanid" };

/** Two well-formed attributes that contradict each other are an error under either policy. */
export function traceFlaws(
  { traceparent, spanid }: { readonly traceparent?: unknown; readonly spanid?: unknown },
  policy: TraceContextPolicy,
): readonly TraceFlaw[] {
  const flaws = [
    ...(isWrong(traceparent, shape) ? [flawOf("traceparent", traceparent, policy)] : []),
    ...(isWrong(spanid, span) ? [flawOf("spanid", spanid, policy)] : []),
  ];
  const isBothGood =
    flaws.length === 0 && typeof traceparent === "string" && traceparent !== "" && typeof spanid === "string";
  if (!isBothGood || spanid === "" || traceparent.slice(36, 52) === spanid) return flaws;
  return [{ violation: violationOf(cloudEventErrors.CE_SPAN_CONFLICT({ spanid, traceparent }), "/spanid") }];
}

/** What is no text, or empty, has been reported as that. */
function isWrong(value: unknown, pattern: RegExp): boolean {
  return typeof value === "string" && value !== "" && !pattern.test(value);
}

function flawOf(name: "traceparent" | "spanid", value: unknown, policy: TraceContextPolicy): TraceFlaw {
  const error = cloudEventErrors.CE_TRACE_CONTEXT({ name, found: describe(value) });
  return policy === "strict"
    ? { violation: violationOf(error, `/${name}`) }
    : { violation: violationOf(error, `/${name}`, "warning"), ignored: name };
}
