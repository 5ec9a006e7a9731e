const daysInMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Whether the text is a timestamp of RFC 3339. The letters T and Z may be small, and a fraction may have any number of
 * digits. A leap second is accepted where one can be, at 23:59:60 UTC.
 *
 * By hand, because every event passes here and an expression takes twice as long.
 */
export function isTimestamp(text: string): boolean {
  const hour = two(text, 11);
  const minute = two(text, 14);
  const second = two(text, 17);
  // NaN is not within any bounds.
  const isInRange = hour <= 23 && minute <= 59 && second <= 60 && isDay(text);
  const isShaped = (text.charCodeAt(10) | 0x20) === letterT && isAt(text, 13, colon) && isAt(text, 16, colon);
  if (!isInRange || !isShaped) return false;
  const zone = parseZone(text, endOfFraction(text));
  if (second < 60) return !Number.isNaN(zone);
  return (hour * 60 + minute - zone + 2880) % 1440 === 1439;
}

/**
 * Milliseconds since 1970, NaN where the text is no timestamp; the clock keeps three digits of the fraction. A leap
 * second counts as the second after it, since no clock here has it.
 */
export function parseTimestamp(text: string): number {
  if (!isTimestamp(text)) return Number.NaN;
  const zoneStart = endOfFraction(text);
  const fraction =
    zoneStart > 19 ? Math.floor(Number(`0${text.slice(19, Math.min(zoneStart, 23))}`) * 1000) : 0;
  const minutes = two(text, 11) * 60 + two(text, 14) - parseZone(text, zoneStart);
  const year = two(text, 0) * 100 + two(text, 2);
  // `Date.UTC` takes the years 0 to 99 for those of the last century.
  const day = Date.UTC(year + 400, two(text, 5) - 1, two(text, 8)) - millisecondsIn400Years;
  return day + minutes * 60_000 + two(text, 17) * 1000 + fraction;
}

const millisecondsIn400Years = 146_097 * 86_400_000;
const letterT = 0x74;
const letterZ = 0x7a;
const colon = 0x3a;
const hyphen = 0x2d;
const plus = 0x2b;
const point = 0x2e;

function isAt(text: string, index: number, unit: number): boolean {
  return text.charCodeAt(index) === unit;
}

/** Two digits, or NaN. */
function two(text: string, index: number): number {
  const tens = text.charCodeAt(index) - 0x30;
  const ones = text.charCodeAt(index + 1) - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

function isDay(text: string): boolean {
  const year = two(text, 0) * 100 + two(text, 2);
  const month = two(text, 5);
  const day = two(text, 8);
  if (!(year >= 0 && month >= 1 && month <= 12 && day >= 1)) return false;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const last = month === 2 && !isLeap ? 28 : (daysInMonth[month - 1] as number);
  return day <= last && isAt(text, 4, hyphen) && isAt(text, 7, hyphen);
}

/** The index behind `.123`, or 19 where there is no fraction; -1 for a point without digits. */
function endOfFraction(text: string): number {
  if (!isAt(text, 19, point)) return 19;
  let end = 20;
  while (text.charCodeAt(end) >= 0x30 && text.charCodeAt(end) <= 0x39) end += 1;
  return end === 20 ? -1 : end;
}

/** Minutes east of UTC, or NaN. */
function parseZone(text: string, start: number): number {
  const sign = text.charCodeAt(start);
  if ((sign | 0x20) === letterZ) return text.length === start + 1 ? 0 : Number.NaN;
  const hours = two(text, start + 1);
  const minutes = two(text, start + 4);
  const isZone =
    (sign === plus || sign === hyphen) &&
    isAt(text, start + 3, colon) &&
    text.length === start + 6 &&
    hours <= 23 &&
    minutes <= 59;
  return isZone ? (sign === hyphen ? -1 : 1) * (hours * 60 + minutes) : Number.NaN;
}
