import type { Violation } from "@concordat/cloudevents";
import { type ConcordatError, isConcordatError } from "@concordat/errors";
import { failureKindOf } from "../failure/failure-kind.ts";
import { withoutRemark } from "../failure/non-retryable.ts";
import type { Delivery } from "../ports/transport.ts";
import type { DeadLetterReason } from "./dead-letter-entry.ts";

/** What a failure says about the end of a message. */
export type DeadLetterCause = {
  readonly reason: DeadLetterReason;
  /** The failure itself, without what the layers between said about it. */
  readonly failure: unknown;
  readonly attempts: number;
  readonly firstFailedAt: number | undefined;
  readonly violations: readonly Violation[] | undefined;
};

/** What a failure says of the message in hand. A handler that sends may be told of another event that breaks its contract: no word about this one. */
export function deadLetterCauseOf(thrown: unknown, delivery: Subject): DeadLetterCause {
  let failure = withoutRemark(thrown);
  let attempts: number | undefined;
  let firstFailedAt: number | undefined;
  let isExhausted = false;
  while (isConcordatError(failure) && endsOfRetry.has(failure.code)) {
    attempts ??= failure.params.attempts as number;
    firstFailedAt ??= failure.params.firstFailedAt as number;
    isExhausted = failure.code === "RETRY_EXHAUSTED";
    failure = withoutRemark(failure.cause);
  }
  const refusal = refusalOf(failure, delivery);
  const reason = refusal ?? (isExhausted ? reasonWhenExhausted(failure) : reasonOf(thrown));
  // What is refused for what it is was given up before a handler was called.
  return {
    reason,
    failure,
    attempts: refusal === undefined ? (attempts ?? 1) : 0,
    firstFailedAt,
    violations: refusal === undefined ? undefined : violationsOf(failure),
  };
}

const endsOfRetry: ReadonlySet<string> = new Set(["RETRY_EXHAUSTED", "RETRY_POINTLESS"]);

/** Codes that say of the message itself why it cannot be handled. */
const refusals: Readonly<Record<string, DeadLetterReason>> = {
  EVENT_UNREADABLE: "deserialization_error",
  EVENT_INVALID: "schema_validation_error",
  EVENT_EXPIRED: "expired",
};

type Subject = Pick<Delivery, "content" | "position">;

function refusalOf(failure: unknown, delivery: Subject): DeadLetterReason | undefined {
  if (!isConcordatError(failure) || !Object.hasOwn(refusals, failure.code)) return undefined;
  if (!isAbout(delivery, failure.params)) return undefined;
  const isAltered = violationsOf(failure)?.some(({ code }) => code === "CHECKSUM_MISMATCH");
  return isAltered ? "checksum_mismatch" : refusals[failure.code];
}

function isAbout({ content: { event }, position }: Subject, params: ConcordatError["params"]): boolean {
  if (params.id === undefined) return params.position === position;
  return params.id === event?.id && params.type === event?.type;
}

function reasonWhenExhausted(failure: unknown): DeadLetterReason {
  return failureKindOf(failure) === "not-yet" ? "circuit_open" : "max_retries_exceeded";
}

/** Where nobody tries again, the first attempt was the last that was allowed. */
function reasonOf(thrown: unknown): DeadLetterReason {
  return failureKindOf(thrown) === "pointless" ? "non_retryable_error" : "max_retries_exceeded";
}

function violationsOf(failure: unknown): readonly Violation[] | undefined {
  if (!isConcordatError(failure)) return undefined;
  const { violations } = failure.params;
  return Array.isArray(violations) ? violations : undefined;
}
