import { isObject } from "@concordat/json";
import type { ResolvedSchema } from "@concordat/schema";
import type { Translator } from "../normalise/index.ts";
import { type Literal, presence, type Terms } from "../terms/index.ts";

const mostWishes = 80;
const deepest = 5;

/**
 * What makes a sample fuller, as propositions about the whole value: that a member which the schema describes is there,
 * that a list has an item, that a text has a few characters. None is needed, and not all go together.
 */
export function wishesOf(
  root: ResolvedSchema,
  { partsOf }: Pick<Translator, "partsOf">,
  terms: Terms,
): readonly Literal[] {
  const wishes: Literal[] = [];
  const look = (schema: ResolvedSchema, lift: (is: Literal) => Literal, above: readonly string[]): void => {
    if (above.length > deepest || above.includes(schema.key)) return;
    const said = isObject(schema.schema) ? schema.schema : {};
    if (said.type === "string") wishes.push(lift(terms.atom({ kind: "min-length", count: 3 })));
    if (said.type === "array") wishes.push(lift(terms.atom({ kind: "min-items", count: 1 })));
    for (const { keyword, name, inside } of partsOf(schema)) {
      if (wishes.length >= mostWishes) return;
      if (inside === undefined || inside.schema.schema === false) continue;
      if (keyword === "properties" && name !== undefined) wishes.push(lift(presence(name, terms)));
      look(inside.schema, (is) => lift(inside.lift(is)), [...above, schema.key]);
    }
  };
  look(root, (is) => is, []);
  return wishes;
}
