import type { Violation } from "../violation.ts";
import type { DataProblem, DataVerdict } from "./options.ts";

/** What a validator of data says is listed as it says it, at most so many times. */
const mostProblems = 20;

/** A verdict on the data of an event in the words of a verdict on the event; none where nothing is known, or nothing is wrong. */
export function dataViolations(verdict: DataVerdict | undefined): readonly Violation[] {
  return verdict === undefined || verdict.valid
    ? none
    : verdict.problems.slice(0, mostProblems).map(asViolation);
}

const none: readonly Violation[] = Object.freeze([]);

/** Messages name the place, or the value where it is the root; seen from the event, both lie further down. */
function asViolation({ pointer, message, expected }: DataProblem): Violation {
  const named = pointer === "" ? "the value" : pointer;
  return {
    code: "DATA_INVALID",
    severity: "error",
    pointer: `/data${pointer}`,
    message: message.replace(named, () => `/data${pointer}`),
    hint: expected === undefined ? "correct the data at this place" : `write ${expected}`,
  };
}
