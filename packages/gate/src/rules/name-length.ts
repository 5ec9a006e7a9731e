import { appendToPointer, isObject } from "@concordat/json";
import { defineRule, one } from "../lint/rule.ts";

const most = 200;

export const nameLength = defineRule({
  id: "name-length",
  code: "LIMIT_NAME",
  severity: "error",
  scope: "schema",
  sentence: `Titles and the names of members and definitions have 1 to ${most} characters.`,
  reason:
    "They become names of types, files and columns. An empty one names nothing, and file systems end at 255 bytes.",
  remedy: `use between 1 and ${most} characters`,
  bad: { ...one(`{ "title": «""» }`), at: "/title" },
  good: one(`{ "title": "Order placed" }`),
  *check({ schema, at }) {
    const { title } = schema;
    if (typeof title === "string" && isOff(title))
      yield { at: appendToPointer(at, "title"), message: lengthOf("title", title) };
    for (const keyword of ["properties", "$defs", "definitions"]) {
      const map = schema[keyword];
      if (map === undefined || !isObject(map)) continue;
      for (const name of Object.keys(map))
        if (isOff(name)) {
          const message = lengthOf("name", name);
          yield { at: appendToPointer(at, keyword, name), on: "name", message };
        }
    }
  },
});

function lengthOf(what: string, name: string): string {
  return name === ""
    ? `the ${what} is empty`
    : `the ${what} has ${[...name].length} characters, and the limit is ${most}`;
}

function isOff(name: string): boolean {
  return name === "" || [...name].length > most;
}
