import { nameTrouble } from "@concordat/contracts";
import { appendToPointer, isArray, isObject, type Json } from "@concordat/json";
import { defineRule, one } from "../lint/rule.ts";

const maps = [
  "properties",
  "patternProperties",
  "$defs",
  "definitions",
  "dependentRequired",
  "dependentSchemas",
];
const texts = ["title", "$id", "$anchor", "$dynamicAnchor", "const"];

export const nameCharacters = defineRule({
  id: "name-characters",
  code: "SCHEMA_NAME_CHARS",
  severity: "error",
  scope: "schema",
  sentence:
    "Names show what they are: no control, bidirectional or invisible characters, in Unicode normal form C.",
  reason:
    "Two names that look alike and differ cost a day to tell apart, and one that reads backwards gets past a review (https://trojansource.codes). A title that is a path or a device becomes a file somewhere else.",
  remedy: "type the name anew, with visible characters only",
  bad: {
    ...one(`{
  "properties": {
    «"na\\u200bme"»: { "description": "Name of the customer.", "type": "string" }
  }
}`),
    at: "/properties/na\u200bme",
  },
  good: one(`{
  "properties": {
    "größe": { "description": "Size of the shirt.", "type": "string" }
  }
}`),
  *check({ schema, at }) {
    for (const keyword of maps) {
      const map = schema[keyword];
      if (map === undefined || !isObject(map)) continue;
      for (const name of Object.keys(map)) yield* remarksOn(name, appendToPointer(at, keyword, name), "name");
    }
    for (const keyword of texts) yield* remarksOn(schema[keyword], appendToPointer(at, keyword), "value");
    for (const keyword of ["required", "enum"]) {
      const listed = schema[keyword];
      if (listed === undefined || !isArray(listed)) continue;
      for (const [index, value] of listed.entries())
        yield* remarksOn(value, appendToPointer(at, keyword, index), "value");
    }
    const { title } = schema;
    const path = typeof title === "string" ? pathTrouble(title) : undefined;
    if (path !== undefined)
      yield {
        at: appendToPointer(at, "title"),
        message: `the title ${path}`,
        hint: 'write words, as in "Order placed"',
      };
  },
});

function* remarksOn(name: Json | undefined, at: string, on: "name" | "value") {
  const trouble = typeof name === "string" ? nameTrouble(name) : undefined;
  if (trouble !== undefined) yield { at, on, message: `the name ${trouble.what} (offset ${trouble.offset})` };
}

/** Titles become names of files; these would become something else. */
function pathTrouble(title: string): string | undefined {
  if (/[/\\]/.test(title)) return "reads as a path";
  if (/^\.+$/.test(title)) return "is a folder everywhere";
  if (title.startsWith("-")) return "begins with a hyphen, as options of programs do";
  return /^(con|prn|aux|nul|com[0-9]|lpt[0-9])([.]|$)/i.test(title) ? "is a device on Windows" : undefined;
}
