import { appendToPointer } from "@concordat/json";
import { defineRule, one } from "../lint/rule.ts";
import { isTooLarge, largestSize } from "../lint/size.ts";

export const expansion = defineRule({
  id: "expansion",
  code: "LIMIT_EXPANSION",
  severity: "error",
  runsValidators: true,
  scope: "contract",
  sentence: `A schema means at most ${largestSize.toLocaleString("en")} combinations of its alternatives, references followed.`,
  reason:
    "Thirty choices of two are a thousand million combinations. They are short to write, and whoever compares versions or validates an event has to go through them.",
  remedy: "let fewer choices meet at one value; give members of their own to those that are independent",
  bad: {
    ...one(`{
  "properties": {
    "flags": { "description": "Set or not.", «"$ref"»: "#/$defs/c0" }
  },
  "$defs": { ${doublings(17)} }
}`),
    at: "/properties/flags/$ref",
  },
  good: one(`{
  "properties": {
    "flags": { "description": "Set or not.", "$ref": "#/$defs/c0" }
  },
  "$defs": { ${doublings(3)} }
}`),
  *check({ contract, world }) {
    const { graph, measure } = world;
    const troubles = world.troubles("LIMIT_EXPANSION").filter((trouble) => trouble.contract === contract);
    yield* troubles;
    const sizeAt = (pointer: string) => {
      const schema = graph.at({ document: contract.uri, pointer });
      return schema === undefined ? undefined : measure(schema);
    };
    let isFound = troubles.length > 0;
    for (const { pointer, schema, parent, step } of world.schemasOf(contract)) {
      const size = sizeAt(pointer);
      // Said where the value is, not in each branch above and definition below.
      const above = parent && step?.applies === "instance" ? sizeAt(parent.pointer) : undefined;
      const isDefinition = step !== undefined && step.applies === undefined;
      if (size === undefined || !isTooLarge(size) || (above && isTooLarge(above)) || isDefinition) continue;
      isFound = true;
      const keyword = Object.keys(schema ?? {}).find((name) => culprits.has(name));
      const count = Math.max(size.ways, size.schemas);
      const shown = count > 1e9 ? "more than a thousand million" : count;
      yield {
        at: keyword === undefined ? pointer : appendToPointer(pointer, keyword),
        on: "name",
        message: `${shown} combinations have to be gone through here, and the limit is ${largestSize}`,
      };
    }
    const writer = world.judge.writer(contract);
    if (isFound || !("error" in writer) || writer.error.code !== "LIMIT_EXPANSION") return;
    if (!world.isTooLarge(contract)) yield { at: "", message: writer.error.message, hint: writer.error.hint };
  },
});

const culprits = new Set(["$ref", "$dynamicRef", "allOf", "anyOf", "oneOf"]);

function doublings(count: number): string {
  const rows = Array.from(
    { length: count },
    (_, index) =>
      `"c${index}": { "anyOf": [{ "$ref": "#/$defs/c${index + 1}" }, { "$ref": "#/$defs/c${index + 1}" }] }`,
  );
  return [...rows, `"c${count}": { "type": "string" }`].join(",\n    ");
}
