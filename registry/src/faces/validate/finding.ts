import type { Violation } from "@concordat/cloudevents";
import type { TextPosition } from "@concordat/json";
import { adviceOn, type Problem } from "@concordat/validator";

/** One thing that is wrong with an event, or worth knowing. */
export type EventFinding = {
  readonly code: string;
  /** A warning leaves the event valid. */
  readonly severity: "error" | "warning";
  /** JSON Pointer into what was sent. */
  readonly pointer: string;
  readonly message: string;
  readonly hint: string;
  /** Where the text is no JSON; line and column count from 1. */
  readonly at?: TextPosition;
  /** Of data: what was broken, and where in the contract it stands. */
  readonly rule?: string;
  readonly schema?: string;
  readonly expected?: string;
  /** What was probably meant. */
  readonly suggestion?: string;
  /** What may have been meant, the likeliest first. */
  readonly meant?: readonly string[];
};

type Told = Pick<EventFinding, "code" | "message" | "hint"> & {
  readonly params?: Readonly<Record<string, unknown>>;
};

/** The same error as news about an event. */
export function findingOf({ code, message, hint, params }: Told, pointer = ""): EventFinding {
  return { code, severity: "error", pointer, message, hint, ...placeIn(params) };
}

function placeIn(params: Told["params"]): Pick<EventFinding, "at"> {
  const { line, column, offset } = (params ?? {}) as Partial<TextPosition>;
  if (line === undefined || column === undefined || offset === undefined) return {};
  return { at: { line, column, offset } };
}

export function ofViolations(violations: readonly Violation[]): readonly EventFinding[] {
  return violations;
}

/** Messages name the place, or the value where it is the root; seen from the event, both may lie further down. */
export function ofProblem(problem: Problem, value: unknown, prefix: string): EventFinding {
  const { code, rule, pointer, message, schema, expected, suggestion } = problem;
  const place = prefix + pointer;
  const named = pointer === "" ? "the value" : pointer;
  return {
    code,
    severity: "error",
    pointer: place,
    message: place === "" ? message : message.replace(named, () => place),
    hint: adviceOn(problem, value),
    rule,
    schema,
    expected,
    ...(suggestion !== undefined && { suggestion }),
  };
}
