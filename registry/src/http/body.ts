import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { Json, JsonObject } from "@concordat/json";
import { parseJsonDocument } from "@concordat/json";
import { createValidator, type Problem, type Validate } from "@concordat/validator";
import { registryErrors } from "../errors.ts";

/** What a route takes as its body, and how the bytes become a value. */
export type BodySpec<Value> = {
  /** By media type, what the body is, as JSON Schema, for the OpenAPI document. */
  readonly types: Readonly<Record<string, JsonObject>>;
  /** Default: what the settings say. */
  readonly maxBytes?: number;
  /** The handler reads the body itself, as it comes; `read` is never called. */
  readonly streamed?: {
    /** Refuses what will not be read. */
    readonly check: (request: IncomingMessage) => void;
    /** Whether the body may take as long as it takes. */
    readonly isEndless: (headers: IncomingHttpHeaders) => boolean;
  };
  /** Gets the one of `types` that was sent. */
  readonly read: (bytes: Uint8Array, type: string) => Value;
};

/** A JSON body that is held to a schema, which is taken at its word: what passes is a `Value`. */
export function jsonBody<Value>(
  schema: JsonObject,
  options: { readonly maxBytes?: number } = {},
): BodySpec<Value> {
  const judge = judgeOf(schema);
  return {
    ...options,
    types: { "application/json": schema },
    read: (bytes) => judge(bytes) as Value,
  };
}

/** Reads strict JSON, and refuses what the schema does not say: nothing is coerced, filled in or dropped. */
export function judgeOf(schema: JsonObject): (bytes: Uint8Array) => Json {
  let validate: Validate | undefined;
  return (bytes) => {
    const { value, locate } = parseJsonDocument(bytes);
    // Compiled by the first request, since most routes with a body are hardly ever called.
    validate ??= createValidator(schema);
    const verdict = validate(value);
    if (verdict.valid) return value;
    // A misspelt name is often the same mistake as a missing one, and says more about it.
    const problems = verdict.problems.toSorted((a, b) => rank(a) - rank(b));
    const range = locate(problems[0]?.pointer ?? "");
    throw fieldError(problems, (range?.name ?? range?.value)?.start);
  };
}

type Place = { readonly line: number; readonly column: number; readonly offset: number };

/** The first problem is the refusal, all of them are its findings. */
function fieldError(problems: readonly Problem[], place: Place | undefined) {
  const [first] = problems as readonly [Problem, ...Problem[]];
  const findings = problems.map((problem) => ({
    code: codeOf(problem),
    pointer: problem.pointer,
    message: problem.message,
  }));
  return registryErrors[codeOf(first)]({
    message: first.message,
    expected: first.expected,
    pointer: first.pointer,
    findings,
    ...place,
  });
}

function rank({ rule }: Problem): number {
  return rule === "unknown-member" ? 0 : 1;
}

function codeOf({ rule }: Problem) {
  if (rule === "unknown-member") return "FIELD_UNKNOWN";
  if (rule === "required") return "FIELD_MISSING";
  return rule === "type" ? "FIELD_TYPE" : "FIELD_VALUE";
}
