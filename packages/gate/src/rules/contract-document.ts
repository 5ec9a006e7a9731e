import { isObject, type Json, type JsonObject } from "@concordat/json";
import { canonicalMetaSchema, dialectOf, foreignKeywords, type SchemaVisit } from "@concordat/schema";
import { createValidator, type Problem, type Validate } from "@concordat/validator";
import contractMetaSchema from "../contract-meta-schema.json" with { type: "json" };
import { malformedKeywords } from "../lint/malformed.ts";
import { defineRule, one } from "../lint/rule.ts";

export const contractDocument = defineRule({
  id: "contract-document",
  severity: "error",
  scope: "contract",
  sentence:
    "A contract says what the catalogue's meta-schema asks of it: who owns it, what kind it is, examples.",
  reason:
    "Generators, registry and people read these members. The meta-schema stands in schemas/meta/contract, where an editor finds it too.",
  remedy: "add or correct the member; the meta-schema in schemas/meta/contract describes each",
  bad: {
    ...one(`{
  "x-concordat": { "kind": «"evnt"», "owner": "shop" }
}`),
    at: "/x-concordat/kind",
  },
  good: one(`{
  "x-concordat": { "kind": "event", "type": "com.example.order.placed", "owner": "shop" }
}`),
  *check({ contract, world }) {
    const verdict = validatorOf(world.metaSchema ?? contractMetaSchema)(contract.document);
    if (verdict.valid) return;
    const faulty = new Set(world.schemasOf(contract).flatMap(placesOfFaultyKeywords));
    for (const problem of verdict.problems)
      if (!faulty.has(problem.pointer) && !isSaidElsewhere(problem, contract.document)) {
        const { pointer, message, rule } = problem;
        yield { at: pointer, message, ...(rule === "unknown-member" && { on: "name" as const }) };
      }
  },
});

/** One per meta-schema: a catalogue has one, and hundreds of contracts. */
const validators = new WeakMap<object, Validate>();

function validatorOf(metaSchema: Json): Validate {
  if (!isObject(metaSchema)) return createValidator(metaSchema);
  const known = validators.get(metaSchema);
  if (known !== undefined) return known;
  // The dialect's own meta-schema is `keyword-value`'s matter, which says more.
  const { $ref: _dialect, ...own } = metaSchema;
  const validate = createValidator(own);
  validators.set(metaSchema, validate);
  return validate;
}

function placesOfFaultyKeywords(visit: SchemaVisit): readonly string[] {
  return [
    ...[...malformedKeywords(visit)].map(({ at }) => at),
    ...[...foreignKeywords(visit)].map(({ pointer }) => pointer),
  ];
}

/** What rules of their own say with more to it. */
function isSaidElsewhere({ rule, pointer, message }: Problem, document: JsonObject): boolean {
  const isMissing = (name: string) => rule === "required" && message.endsWith(`"${name}"`);
  if (isMissing("description")) return true;
  if (pointer === "" && isMissing("type") && document["x-concordat"] !== undefined) return true;
  const named = document.$schema;
  const isNoDialect =
    typeof named === "string" && (dialectOf(named) === undefined || canonicalMetaSchema(named) !== named);
  return pointer === "/$id" || pointer === "/type" || (pointer === "/$schema" && isNoDialect);
}
