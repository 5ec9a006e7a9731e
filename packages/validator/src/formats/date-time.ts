/**
 * RFC 3339, section 5.6, as regular expressions that know the calendar: `2020-02-30` and `2019-02-29` are refused, and
 * so is a time without a zone. Lower-case `t` and `z` and any number of fraction digits are fine; the space that the
 * RFC allows "for readability" is not, because JSON Schema asks for the production itself.
 *
 * A leap second (`23:59:60`) is refused. The RFC allows one where one was announced, but `Date`, `datetime`, `time.Time`
 * and `Instant` cannot hold it, so a consumer would fail on an event that its contract calls valid. The last one was
 * in 2016, and there will be none after 2035.
 */
const days = [
  "[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])",
  "(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)",
  "02-(?:0[1-9]|1[0-9]|2[0-8]))",
].join("|");
const leapYear = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)";
const fullDate = `(?:${days}|${leapYear}-02-29)`;

const hourAndMinute = "(?:[01][0-9]|2[0-3]):[0-5][0-9]";
const fullTime = `${hourAndMinute}:[0-5][0-9](?:\\.[0-9]+)?(?:[Zz]|[+-]${hourAndMinute})`;

export const date = `^${fullDate}$`;
export const time = `^${fullTime}$`;
export const dateTime = `^${fullDate}[Tt]${fullTime}$`;

/**
 * RFC 3339, appendix A, with one liberty: a unit in the middle may be missing (`PT1H30S`), as ISO 8601 has it and as
 * every library prints it; the RFC's grammar would demand `PT1H0M30S`. Weeks stand alone, fractions do not exist.
 */
const timeUnits = "T(?:[0-9]+H(?:[0-9]+M)?(?:[0-9]+S)?|[0-9]+M(?:[0-9]+S)?|[0-9]+S)";
const dateUnits = "(?:[0-9]+Y(?:[0-9]+M)?(?:[0-9]+D)?|[0-9]+M(?:[0-9]+D)?|[0-9]+D)";
export const duration = `^P(?:${dateUnits}(?:${timeUnits})?|${timeUnits}|[0-9]+W)$`;
