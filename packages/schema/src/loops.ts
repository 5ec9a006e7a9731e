import { appendToPointer } from "@concordat/json";
import { schemaErrors } from "./errors.ts";
import { findingOf, type SchemaFinding } from "./finding.ts";
import { formatLocation, type SchemaLocation } from "./location.ts";
import type { ResolvedSchema, Traversal } from "./resolved.ts";

/** A step to a schema that judges the very same value. */
type Step = { readonly at: SchemaLocation; readonly to: ResolvedSchema; readonly viaReference: boolean };
type Frame = { readonly schema: ResolvedSchema; readonly steps: Step[]; readonly by: Step | undefined };

/**
 * Finds cycles that consume nothing: a validator on such a way never comes back. `$ref`, the combinators and the
 * conditional keywords stay at the same value; properties, items and names move on and may recur.
 *
 * One finding a cycle, at the reference that closes it. Dynamic references are followed in every scope that can be
 * reached from the given starts; their number is bounded by `maxStates`, past which a finding says so.
 */
export function findLoops(
  starts: readonly ResolvedSchema[],
  traversal: Traversal,
  maxStates: number,
): readonly SchemaFinding[] {
  const findings = new Map<string, SchemaFinding>();
  const state = new Map<string, "open" | "done">();
  const pending = [...starts].reverse();

  for (let start = pending.pop(); start !== undefined; start = pending.pop()) {
    const way: Frame[] = state.has(start.key) ? [] : [open(start, undefined)];
    for (let top = way.at(-1); top !== undefined; top = way.at(-1)) {
      if (state.size > maxStates) return [...findings.values(), tooMany(top.schema.location, maxStates)];
      const step = top.steps.pop();
      if (step === undefined) {
        state.set(top.schema.key, "done");
        way.pop();
      } else if (state.get(step.to.key) === "open") {
        const cycle = way.slice(way.findIndex(({ schema }) => schema.key === step.to.key));
        const taken = [...cycle.slice(1).flatMap(({ by }) => by ?? []), step];
        const loop = loopFinding(taken);
        findings.set(formatLocation(loop), findings.get(formatLocation(loop)) ?? loop);
      } else if (!state.has(step.to.key)) way.push(open(step.to, step));
    }
  }
  return [...findings.values()];

  function open(schema: ResolvedSchema, by: Step | undefined): Frame {
    state.set(schema.key, "open");
    const steps: Step[] = [];
    for (const { applies, schema: to } of traversal.subschemas(schema))
      if (applies === "instance") steps.push({ at: to.location, to, viaReference: false });
      // Definitions are no step of any evaluation; they come as starts, in a scope of their own.
      else if (applies !== undefined && !state.has(to.key)) pending.push(to);
    steps.push(...referenceSteps(schema, traversal));
    return { schema, steps: steps.reverse(), by };
  }
}

function referenceSteps(schema: ResolvedSchema, traversal: Traversal): readonly Step[] {
  // A reference that leads nowhere has a finding of its own.
  if (traversal.unresolved(schema) !== undefined) return [];
  const { document, pointer } = schema.location;
  return traversal.targets(schema).map(({ keyword, schema: to }) => ({
    at: { document, pointer: appendToPointer(pointer, keyword) },
    to,
    viaReference: true,
  }));
}

function loopFinding(steps: readonly Step[]): SchemaFinding {
  const references = steps.filter(({ viaReference }) => viaReference);
  const place = (references.at(-1) ?? steps.at(-1))?.at ?? { document: "", pointer: "" };
  const chain = references.map(({ to }) => formatLocation(to.location));
  return findingOf(schemaErrors.SCHEMA_REF_LOOP({ at: formatLocation(place), chain }), place);
}

function tooMany(place: SchemaLocation, limit: number): SchemaFinding {
  const what = "schemas under different dynamic scopes";
  return findingOf(schemaErrors.LIMIT_EXPANSION({ at: formatLocation(place), limit, what }), place);
}
