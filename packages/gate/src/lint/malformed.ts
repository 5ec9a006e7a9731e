import type { ContractVersion } from "@concordat/contracts";
import { appendToPointer, isObject } from "@concordat/json";
import { effectiveMembers, foreignKeywords, keywordOf, remedyFor, type SchemaVisit } from "@concordat/schema";
import { formTroubles } from "./keyword-forms.ts";
import type { Remark } from "./remark.ts";
import type { World } from "./world.ts";

/** Keywords of one schema whose values have the wrong form. Keywords of other drafts are left to who knows those. */
export function* malformedKeywords({ schema, dialect, pointer }: SchemaVisit): Generator<Remark> {
  if (!isObject(schema)) return;
  for (const [name, value] of Object.entries(effectiveMembers(schema, dialect))) {
    const keyword = keywordOf(name, dialect);
    if (keyword === undefined || remedyFor(name, value, dialect) !== undefined) continue;
    for (const { path, ...trouble } of formTroubles(name, value, keyword))
      yield { at: appendToPointer(pointer, name, ...path), ...trouble };
  }
}

/** Whether the contract, or one it refers to, has a fault that the rules about single keywords report already. */
export function isKnownFaulty(contract: ContractVersion, world: World): boolean {
  return world
    .reach(contract)
    .some((reached) =>
      world.schemasOf(reached).some((visit) => has(malformedKeywords(visit)) || has(foreignKeywords(visit))),
    );
}

function has(remarks: Iterator<unknown>): boolean {
  return remarks.next().done !== true;
}
