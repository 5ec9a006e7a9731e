import { appendToPointer, isArray, isObject, type Json } from "@concordat/json";

/** A `$ref` in a document. */
export type FoundReference = {
  readonly text: string;
  /** Of the object that holds the `$ref`. */
  readonly pointer: string;
  /** The schema around it that has an `$id`: what `#/…` is relative to in JSON Schema. The document's root without one. */
  readonly resource: string;
};

type Visit = {
  readonly value: Json;
  readonly pointer: string;
  readonly resource: string;
  readonly within: string;
};

/**
 * Every reference below a value, in no particular order. What is data and not description (examples, defaults,
 * constants, extensions) may hold a member called `$ref` that refers to nothing.
 */
export function* referencesIn(value: Json, pointer = ""): Generator<FoundReference> {
  const pending: Visit[] = [{ value, pointer, resource: "", within: "" }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value: found, pointer: at, within } = next;
    const resource = startsResource(next) ? at : next.resource;
    if (isArray(found))
      for (const [index, item] of found.entries())
        pending.push({ value: item, pointer: appendToPointer(at, index), resource, within: "" });
    if (!isObject(found)) continue;
    const { $ref: text } = found;
    if (typeof text === "string" && !holdsNames(within)) yield { text, pointer: at, resource };
    for (const [name, child] of Object.entries(found)) {
      if (isData(name, within)) continue;
      const key = holdsNames(within) ? "" : name;
      pending.push({ value: child, pointer: appendToPointer(at, name), resource, within: key });
    }
  }
}

/** Whether a member holds data. Below `properties` and its like the names are the author's, and mean nothing here. */
export function isData(name: string, within: string): boolean {
  return !holdsNames(within) && (dataMembers.has(name) || name.startsWith("x-"));
}

/** Whether the member of this name maps names of the author's own choice to descriptions. */
export function holdsNames(within: string): boolean {
  return nameMembers.has(within);
}

const dataMembers = new Set(["example", "examples", "default", "const", "enum"]);

const nameMembers = new Set(
  (
    "properties patternProperties definitions $defs dependencies dependentSchemas " +
    "schemas messages channels operations servers parameters"
  ).split(" "),
);

function startsResource({ value, within }: Visit): boolean {
  return isObject(value) && typeof value.$id === "string" && !holdsNames(within);
}
