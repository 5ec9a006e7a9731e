/** The shortest that makes sense: what is held is asked to stay hidden three times within it. */
const leastSeconds = 10;
/** What SQS takes. */
const mostSeconds = 43_200;

/**
 * How long SQS hides a message before it gives it to another member: as long as a handler may take. One that takes longer gives it back
 * here, sooner than SQS would; what ends it at SQS is that this member is gone.
 */
export function visibilitySecondsOf(redeliverAfterMs: number): number {
  return Math.min(mostSeconds, Math.max(leastSeconds, Math.ceil(redeliverAfterMs / 1_000)));
}
