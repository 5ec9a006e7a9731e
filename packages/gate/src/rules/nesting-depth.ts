import type { SchemaVisit } from "@concordat/schema";
import { defineRule, one } from "../lint/rule.ts";

const most = 64;

export const nestingDepth = defineRule({
  id: "nesting-depth",
  code: "LIMIT_DEPTH",
  severity: "error",
  scope: "contract",
  sentence: `Members and items nest at most ${most} levels deep.`,
  reason:
    "Readers of JSON stop at some depth, and strict ones at 64: a deeper event would be refused before it was judged.",
  remedy: "flatten the structure; what is recursive by nature refers to itself by $ref",
  bad: { ...one(nested(most + 1, "«", "»")), at: "/properties/m".repeat(most + 1) },
  good: one(nested(50, "", "")),
  *check({ contract, world }) {
    const tooDeep = world.schemasOf(contract).find((visit) => depthOf(visit) > most);
    if (tooDeep !== undefined)
      yield { at: tooDeep.pointer, message: `this is level ${most + 1}, and the limit is ${most}` };
  },
});

function depthOf(visit: SchemaVisit): number {
  let depth = 0;
  for (let at: SchemaVisit | undefined = visit; at !== undefined; at = at.parent)
    if (at.step?.applies === "property" || at.step?.applies === "item") depth += 1;
  return depth;
}

function nested(levels: number, open: string, close: string): string {
  const innermost = `${open}"m"${close}: { "description": "…" }`;
  const wrapped = Array.from({ length: levels - 1 }).reduce<string>(
    (inner) => `"m": { "description": "…", "properties": { ${inner} } }`,
    innermost,
  );
  return `{ "properties": { ${wrapped} } }`;
}
