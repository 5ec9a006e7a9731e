import { isObject, type Json, type JsonObject } from "@concordat/json";
import type { ContentParts } from "../../core/content.ts";
import { configOf, modeOf } from "../../core/settings.ts";
import type { State } from "../../core/state/state.ts";
import { latestVersion } from "../../core/state/subject-state.ts";

/**
 * What is said about a schema comes from three places: what its sender says, or else what the latest version has, laid
 * over the subject's defaults; and the subject's overrides over all of it.
 */
export function withInherited(state: State, subject: string, parts: ContentParts): ContentParts {
  // What is imported is taken as it is.
  if (modeOf(state, subject) === "IMPORT") return parts;
  const known = state.subject(subject);
  const latest = known && latestVersion(known);
  const before = latest && state.content(latest.content);
  const { defaultMetadata, overrideMetadata, defaultRuleSet, overrideRuleSet } = configOf(state, subject);
  const metadata = merge(
    [defaultMetadata, parts.metadata ?? before?.metadata, overrideMetadata],
    mergeMembers,
  );
  const ruleSet = merge([defaultRuleSet, parts.ruleSet ?? before?.ruleSet, overrideRuleSet], mergeRules);
  return {
    text: parts.text,
    references: parts.references,
    ...(metadata && { metadata }),
    ...(ruleSet && { ruleSet }),
  };
}

type Merge = (below: Json, above: Json) => Json;

function merge(layers: readonly (JsonObject | undefined)[], combine: Merge): JsonObject | undefined {
  return layers.reduce((below, above) =>
    below && above ? laidOver(below, above, combine) : (above ?? below),
  );
}

function laidOver(below: JsonObject, above: JsonObject, combine: Merge): JsonObject {
  const shared = Object.keys(above).filter((name) => below[name] !== undefined);
  const combined = shared.map((name) => [name, combine(below[name] as Json, above[name] as Json)]);
  return { ...below, ...above, ...Object.fromEntries(combined) };
}

/** Of tags and properties the upper goes before the lower, name by name; of lists all are kept. */
function mergeMembers(below: Json, above: Json): Json {
  if (isObject(below) && isObject(above)) {
    const lists = Object.keys(above).filter(
      (name) => Array.isArray(below[name]) && Array.isArray(above[name]),
    );
    const joined = lists.map((name) => [name, mergeMembers(below[name] as Json, above[name] as Json)]);
    return { ...below, ...above, ...Object.fromEntries(joined) };
  }
  if (Array.isArray(below) && Array.isArray(above)) return [...new Set([...below, ...above])];
  return above;
}

/** An upper rule replaces the lower one of its name. */
function mergeRules(below: Json, above: Json): Json {
  if (!Array.isArray(below) || !Array.isArray(above)) return above;
  const names = new Set(above.map(nameOf));
  return [...below.filter((rule) => !names.has(nameOf(rule))), ...above];
}

function nameOf(rule: Json): Json | undefined {
  return isObject(rule) ? rule.name : undefined;
}
