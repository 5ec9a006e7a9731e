import { complement, intersect, type Language } from "../language.ts";
import { matching } from "./matching.ts";

const date = "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])";
const hourAndMinute = "(?:[01][0-9]|2[0-3]):[0-5][0-9]";
/** Without leap seconds: our validators refuse them, since `Date`, `Instant` and their like cannot hold one. */
const time = `${hourAndMinute}:[0-5][0-9](?:\\.[0-9]+)?(?:[Zz]|[+-]${hourAndMinute})`;

/** The calendar as it is taught: 31 days, except …, and no 29 February, except …; of languages one can say it that way. */
function onCalendar(): Language {
  const never = matching("^[0-9]{4}-(?:02-3|(?:0[469]|11)-31)");
  const leapDay = matching("^[0-9]{4}-02-29");
  const leapYear = matching("^(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-");
  return intersect(complement(never), complement(intersect(leapDay, complement(leapYear))));
}

const timeUnits = "T(?:[0-9]+H(?:[0-9]+M)?(?:[0-9]+S)?|[0-9]+M(?:[0-9]+S)?|[0-9]+S)";
const dateUnits = "(?:[0-9]+Y(?:[0-9]+M)?(?:[0-9]+D)?|[0-9]+M(?:[0-9]+D)?|[0-9]+D)";

/** RFC 3339. A duration may lack a unit in the middle, as ISO 8601 has it. */
export const dates: Readonly<Record<string, () => Language>> = {
  "date-time": () => intersect(matching(`^${date}[Tt]${time}$`), onCalendar()),
  date: () => intersect(matching(`^${date}$`), onCalendar()),
  time: () => matching(`^${time}$`),
  duration: () => matching(`^P(?:${dateUnits}(?:${timeUnits})?|${timeUnits}|[0-9]+W)$`),
};
