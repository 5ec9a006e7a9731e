const daysInMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Milliseconds since 1970 of a timestamp of RFC 3339, NaN where the text is none.
 *
 * The letters T and Z may be small; a fraction may have any number of digits, of which the clock keeps three. A leap
 * second is accepted where one can be, at 23:59:60 UTC, and counts as the second after it, since no clock here has it.
 * By hand, because every event passes here and an expression takes three times as long.
 */
export function parseTimestamp(text: string): number {
  const separator = text.charCodeAt(10) | 0x20;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  const second = digits(text, 17, 2);
  // NaN is not greater than anything, so each part is asked to be within its bounds.
  const isShaped =
    separator === 0x74 &&
    text.charCodeAt(4) === 0x2d &&
    text.charCodeAt(7) === 0x2d &&
    text.charCodeAt(13) === 0x3a &&
    text.charCodeAt(16) === 0x3a;
  const isInRange =
    year >= 0 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysOf(year, month) &&
    hour <= 23 &&
    minute <= 59 &&
    second <= 60;
  if (!isShaped || !isInRange) return Number.NaN;
  const zoneStart = endOfFraction(text);
  const zone = parseZone(text, zoneStart);
  if (Number.isNaN(zone)) return Number.NaN;
  const fraction = zoneStart > 19 ? Math.floor(Number(text.slice(19, Math.min(zoneStart, 23))) * 1000) : 0;
  const wholeMinute = millisecondsOf(year, month, day) + (hour * 60 + minute - zone) * 60_000;
  if (second === 60 && (wholeMinute / 60_000) % 1440 !== 1439 && (wholeMinute / 60_000) % 1440 !== -1)
    return Number.NaN;
  return wholeMinute + second * 1000 + fraction;
}

function digits(text: string, from: number, count: number): number {
  let value = 0;
  for (let index = from; index < from + count; index += 1) {
    const digit = text.charCodeAt(index) - 0x30;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

function daysOf(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && !isLeap ? 28 : (daysInMonth[month - 1] ?? 0);
}

/** The index behind `.123`, or 19 where there is no fraction; -1 for a point without digits. */
function endOfFraction(text: string): number {
  if (text.charCodeAt(19) !== 0x2e) return 19;
  let end = 20;
  while (text.charCodeAt(end) >= 0x30 && text.charCodeAt(end) <= 0x39) end += 1;
  return end === 20 ? -1 : end;
}

/** Minutes east of UTC. */
function parseZone(text: string, start: number): number {
  const sign = text.charCodeAt(start);
  if ((sign | 0x20) === 0x7a) return text.length === start + 1 ? 0 : Number.NaN;
  const hours = digits(text, start + 1, 2);
  const minutes = digits(text, start + 4, 2);
  const isZone =
    (sign === 0x2b || sign === 0x2d) &&
    text.charCodeAt(start + 3) === 0x3a &&
    text.length === start + 6 &&
    hours <= 23 &&
    minutes <= 59;
  if (!isZone) return Number.NaN;
  return (sign === 0x2d ? -1 : 1) * (hours * 60 + minutes);
}

/** `Date.UTC` takes the years 0 to 99 for those of the last century. */
function millisecondsOf(year: number, month: number, day: number): number {
  return Date.UTC(year + 400, month - 1, day) - millisecondsIn400Years;
}

const millisecondsIn400Years = 146_097 * 86_400_000;
