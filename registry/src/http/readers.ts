import { didYouMean } from "@concordat/errors";
import type { JsonObject } from "@concordat/json";
import { registryErrors } from "../errors.ts";

/**
 * How the text of a parameter becomes a value, or is refused. What it takes is told as data, too, so that the OpenAPI
 * document says what the code does.
 */
export type Reader<Value> = {
  (text: string, name: string): Value;
  /** Of the text, as JSON Schema. Default: any string. */
  readonly schema?: JsonObject;
  /** What the parameter is for, for people. */
  readonly means?: string;
};

/** A reader with a sentence for people. */
export function meaning<Read extends Reader<unknown>>(means: string, reader: Read): Read {
  const read: Reader<unknown> = (text, name) => reader(text, name);
  // The same function with a sentence beside it, so of the same type.
  return Object.assign(read, { ...(reader.schema && { schema: reader.schema }), means }) as Read;
}

/** For values out of a short list. */
export function oneOf<const Choice extends string>(choices: readonly Choice[]): Reader<Choice> {
  const read = (text: string, name: string) => {
    const found = choices.find((choice) => choice === text);
    if (found !== undefined) return found;
    throw refusal(name, `is one of ${choices.join(", ")}, and not "${text}"${didYouMean(text, choices)}`);
  };
  return Object.assign(read, { schema: { type: "string", enum: choices } });
}

/** `true` or `false`, and no other spelling. */
export const flag: Reader<boolean> = Object.assign(
  (text: string, name: string) => oneOf(["true", "false"])(text, name) === "true",
  { schema: { type: "boolean" } },
);

/** For text that must say something. */
export const nonEmpty: Reader<string> = Object.assign(
  (text: string, name: string) => {
    if (text !== "") return text;
    throw refusal(name, "is empty");
  },
  { schema: { type: "string", minLength: 1 } },
);

/** Decimal digits alone: neither `1e3` nor ` 5` nor `0x5` is a number here. */
export function integer({ least, most }: { readonly least: number; readonly most: number }): Reader<number> {
  const read = (text: string, name: string) => {
    const value = Number(text);
    if (/^(0|-?[1-9][0-9]{0,15})$/.test(text) && value >= least && value <= most) return value;
    throw refusal(name, `is a whole number from ${least} to ${most}, and not "${text}"`);
  };
  return Object.assign(read, { schema: { type: "integer", minimum: least, maximum: most } });
}

/** A day as `2027-06-30`. */
export const day: Reader<string> = Object.assign(
  (text: string, name: string) => {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text) && isRealDay(text)) return text;
    throw refusal(name, `is a day as 2027-06-30, and not "${text}"`);
  },
  { schema: { type: "string", format: "date" } },
);

function isRealDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function refusal(name: string, problem: string) {
  return registryErrors.QUERY_INVALID({ name, problem });
}
