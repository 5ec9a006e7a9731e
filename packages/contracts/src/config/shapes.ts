import {
  type CompatibilityOverride,
  type GenerationTarget,
  policies,
  type RuleSetting,
  ruleLevels,
  type Suppression,
  type TransportChoice,
  undecidedTreatments,
  writerAssumptions,
} from "./config.ts";
import { anyObject, listOf, mapOf, openRecord, orShort, record, type Shape, text, word } from "./shape.ts";

/**
 * What may stand in `concordat.config.json`. `schemas/meta/config` says the same to editors; it is not asked here,
 * because a validator would have to be loaded before the first setting is known. A test compares the two.
 */
const anything = text("a text", () => true);
const path = text("a path", (value) => value.length > 0);
export const ruleId = text("a rule id, such as identity", (value) =>
  /^[A-Za-z][A-Za-z0-9]*([-_][A-Za-z0-9]+)*$/.test(value),
);
const glob = text("a pattern of contract paths, such as commerce/**", (value) =>
  /^[a-z0-9*-]+(\/[a-z0-9*-]+)*$/.test(value),
);
export const reason = text("a reason of at least ten characters", (value) => value.length >= 10);
export const day = text("a day, such as 2027-06-30", isDay);
const base = text(
  "an absolute http(s) URI without query and fragment",
  (value) => /^https?:\/\/[^?#]+$/.test(value) && URL.canParse(value),
);

/** A user or a password in it is refused by who asks there, in words that do not repeat it. */
const registry = text(
  "an http(s) address without query and fragment",
  (value) => /^https?:\/\/[^?#]+$/.test(value) && URL.canParse(value),
);

const level = word(ruleLevels);
const rule = orShort(
  level,
  (value): RuleSetting => ({ level: value }),
  record<Required<RuleSetting>, "level" | "reason">({ level, reason }, ["level", "reason"]),
);

const suppression = record<Required<Suppression>, "rule" | "path" | "reason">(
  { rule: ruleId, path: glob, reason, until: day },
  ["rule", "path", "reason"],
);

const policy = word(policies);
const undecided = word(undecidedTreatments);
const writer = word(writerAssumptions);
const override = record<Required<CompatibilityOverride>, "path" | "reason">(
  { path: glob, policy, writer, undecided, reason },
  ["path", "reason"],
);

const lint = record({ rules: mapOf(ruleId, rule), suppress: listOf(suppression) }, []);
const compatibility = record({ default: policy, undecided, writer, overrides: listOf(override) }, []);

const target = text("a target, such as typescript, or the name of a generator's package", isTargetName);
const generation = record<Required<GenerationTarget>, "target" | "out">(
  { target, out: path, package: path, settings: anyObject },
  ["target", "out"],
);

const transportName = text("the name of a transport, such as nats", (value) =>
  /^[a-z][a-z0-9-]*$/.test(value),
);
const transportPackage = text("the name of a package", isTargetName);
const transportChoice = openRecord({ name: transportName, package: transportPackage }, ["name"]);
/** Its settings are for whoever opens it to judge. */
const transport: Shape<TransportChoice> = (value, pointer, report) =>
  transportChoice(value, pointer, report) && (value as TransportChoice);

export const settings = record(
  {
    $schema: anything,
    schemas: path,
    base,
    asyncapi: path,
    lint,
    compatibility,
    generate: listOf(generation),
    registry,
    transport,
  },
  ["base"],
);

/** A day that exists, as in `2027-06-30`. */
export function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  // A date that does not exist, 2027-02-30, comes back as another or not at all.
  const parsed = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(value);
}

/** A package's name and nothing else: what it names is imported, and runs. */
export function isTargetName(value: string): boolean {
  return /^(?:@[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*$/.test(value);
}
