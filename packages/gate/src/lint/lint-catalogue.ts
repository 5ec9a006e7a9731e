import {
  type Catalogue,
  type ContractVersion,
  configFileName,
  matchesPath,
  type RuleLevel,
  type Suppression,
} from "@concordat/contracts";
import { compareFindings, type Finding } from "@concordat/errors";
import { isObject } from "@concordat/json";
import { effectiveMembers } from "@concordat/schema";
import { rules } from "../rules/index.ts";
import type { LintInput } from "./input.ts";
import { placeIn, placeInText } from "./place.ts";
import type { PlacedRemark, Rule, SchemaContext } from "./rule.ts";
import { type SuppressedFinding, suppress } from "./suppressions.ts";
import { createWorld, type World } from "./world.ts";

export type LintResult = {
  /** Sorted by file and place. */
  readonly findings: readonly Finding[];
  /** What the settings accept, each with the reason given there. */
  readonly suppressed: readonly SuppressedFinding[];
  /** How many contracts were judged by all rules. */
  readonly checked: number;
};

/** Judges a catalogue by all rules. Nothing is thrown over what stands in a contract, and nothing is fetched. */
export async function lintCatalogue(input: LintInput): Promise<LintResult> {
  const { catalogue, config, today, isAsked = () => true } = input;
  const world = createWorld(input);
  const changed = catalogue.versions.filter(isAsked);
  const found: Finding[] = [];
  for (const rule of rules) {
    const level = levelOf(rule, input);
    if (level === "off") continue;
    const asked = rule.runsValidators ? changed : catalogue.versions;
    for await (const remark of remarksOf(rule, world, asked)) found.push(asFinding(rule, level, remark));
  }
  const { findings, suppressed, judged } = suppress(found, config?.lint.suppress ?? [], today);
  const aboutSuppressions = rules.flatMap((rule) => {
    const level = levelOf(rule, input);
    if (rule.scope !== "suppressions" || level === "off") return [];
    const known = judged.filter(({ suppression }) => isJudged(suppression, catalogue, isAsked));
    return [...rule.check(known)].map(({ index, message }) =>
      asFinding(rule, level, { message, place: placeOfSuppression(index, input) }),
    );
  });
  return {
    findings: [...findings, ...aboutSuppressions].sort(compareFindings),
    suppressed: suppressed.toSorted((a, b) => compareFindings(a.finding, b.finding)),
    checked: changed.length,
  };
}

/** Exceptions for rules of other checks are for those to judge, and what nobody was asked about is not unused. */
function isJudged(
  { rule: id, path }: Suppression,
  { versions }: Catalogue,
  isAsked: (contract: ContractVersion) => boolean,
): boolean {
  const rule = rules.find((known) => known.id === id);
  if (rule === undefined || !rule.runsValidators) return rule !== undefined;
  return versions.every((version) => isAsked(version) || !matchesPath(path, version.contract));
}

async function* remarksOf(
  rule: Rule,
  world: World,
  asked: readonly ContractVersion[],
): AsyncGenerator<PlacedRemark> {
  if (rule.scope === "catalogue") yield* rule.check(world);
  if (rule.scope === "contract")
    for (const contract of asked)
      for await (const remark of rule.check({ contract, world })) yield { ...remark, contract };
  if (rule.scope === "schema")
    for (const contract of asked)
      for (const context of schemasOf(contract, world))
        for (const remark of rule.check(context)) yield { ...remark, contract };
}

function* schemasOf(contract: ContractVersion, world: World): Generator<SchemaContext> {
  for (const visit of world.schemasOf(contract)) {
    if (!isObject(visit.schema)) continue;
    const { pointer: at, dialect } = visit;
    yield { contract, world, visit, at, dialect, schema: effectiveMembers(visit.schema, dialect) };
  }
}

function asFinding(rule: Rule, severity: Finding["severity"], remark: PlacedRemark): Finding {
  const { message, hint = rule.remedy, details } = remark;
  const at = "place" in remark ? remark.place : placeIn(remark.contract, remark.at, remark.on);
  return {
    rule: rule.id,
    code: rule.code ?? rule.id,
    severity,
    message,
    hint,
    at,
    ...(details && { details }),
  };
}

function levelOf({ id, severity }: Rule, { config }: LintInput): RuleLevel {
  return config?.lint.rules.get(id)?.level ?? severity;
}

function placeOfSuppression(index: number, { configSource }: LintInput): Finding["at"] {
  const pointer = `/lint/suppress/${index}`;
  if (configSource === undefined) return { file: configFileName, pointer };
  return placeInText(configSource.file, configSource.source, `${pointer}/rule`);
}
