import { decodeStructured, parseTimestamp, structuredText } from "@concordat/cloudevents";
import { createValidator } from "@concordat/validator";
import { createSecondOpinion } from "@concordat/validator/second-opinion";
import { expect, test } from "vitest";
import { readCases } from "./read-cases.ts";

type Given = { readonly text: string };
type Moment = {
  readonly format: boolean;
  readonly time: boolean;
  readonly milliseconds?: number;
  /** What other validators say, where we decide otherwise on purpose. */
  readonly others?: boolean;
};

const isMoment = createValidator({ format: "date-time" });
const isDay = createValidator({ format: "date" });
const others = await createSecondOpinion({ format: "date-time" }, { formats: "assert" });
const othersOnDays = await createSecondOpinion({ format: "date" }, { formats: "assert" });

test.each(readCases<Given, Moment>("dates/date-time"))(
  "a moment, $name",
  ({ given: { text }, expect: wanted }) => {
    expect(isMoment(text).valid).toBe(wanted.format);
    expect(others(text)).toEqual(bothSay(wanted.others ?? wanted.format));
    expect(parseTimestamp(text)).toBe(wanted.milliseconds ?? Number.NaN);

    const { event, valid, violations } = decodeStructured(eventAt(text));
    expect(valid).toBe(wanted.time);
    for (const { pointer } of violations) expect(pointer).toBe("/time");
    // The text of a moment stays as it was written: its zone and its digits mean something to somebody.
    if (event !== undefined) expect(JSON.parse(structuredText(event)).time).toBe(text);
  },
);

test.each(readCases<Given, { readonly format: boolean }>("dates/date"))(
  "a day, $name",
  ({ given, expect: wanted }) => {
    expect(isDay(given.text).valid).toBe(wanted.format);
    expect(othersOnDays(given.text)).toEqual(bothSay(wanted.format));
  },
);

function bothSay(valid: boolean) {
  return [
    { by: "hyperjump", valid },
    { by: "cfworker", valid },
  ];
}

function eventAt(time: string): string {
  return JSON.stringify({ specversion: "1.0", id: "1", source: "/a", type: "t", time });
}
