let millisecond = Number.NaN;
let text = "";

/** The time as events carry it, in UTC; many events are made in one millisecond, so the last text is kept. */
export function isoTime(now: number): string {
  if (now !== millisecond) {
    text = new Date(now).toISOString();
    millisecond = now;
  }
  return text;
}
