/** The shortest that makes sense: SQS is asked again while a third of it is left. */
const leastSeconds = 10;
/** The longest that a message waits for a member that died. One that lives asks again, however long its handler takes. */
const mostSeconds = 60;

/** How long SQS hides a message before it gives it to another member. A handler that takes too long this side ends, sooner than SQS would. */
export function visibilitySecondsOf(redeliverAfterMs: number): number {
  return Math.min(mostSeconds, Math.max(leastSeconds, Math.ceil(redeliverAfterMs / 1_000)));
}
