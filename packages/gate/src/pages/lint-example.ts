import { createCatalogue, parseConfig, parseVersionedId, toContractVersion } from "@concordat/contracts";
import { isObject, parseJsonDocument } from "@concordat/json";
import type { LintInput } from "../lint/input.ts";
import { type LintResult, lintCatalogue } from "../lint/lint-catalogue.ts";
import type { Example } from "../lint/rule.ts";

export const exampleBase = "https://schemas.example/";

/** Builds the catalogue of an example in memory and lints it. */
export function lintExample(
  example: Example,
  today = "2027-01-31",
  options: Pick<LintInput, "isAsked"> = {},
): Promise<LintResult> {
  return lintCatalogue({ ...inputOf(example, today), ...options });
}

function inputOf({ contracts, config, model, lock, secondOpinion }: Example, today: string): LintInput {
  const versions = Object.entries(contracts).map(([id, text]) => exampleVersion(id, completeText(text, id)));
  return {
    catalogue: createCatalogue(exampleBase, versions),
    today,
    ...(config !== undefined && settingsOf(config)),
    ...(model && { model }),
    ...(lock && { lock: { contracts: new Map(Object.entries(lock)) } }),
    ...(secondOpinion && { secondOpinion }),
  };
}

function settingsOf(text: string): Pick<LintInput, "config" | "configSource"> {
  const file = "concordat.config.json";
  const source = parseJsonDocument(text);
  const completed = parseJsonDocument(withMembers(text, { base: exampleBase }));
  const { config, findings } = parseConfig(completed, file, {});
  if (config === undefined) throw new Error(findings.map(({ message }) => message).join("; "));
  return { config, configSource: { file, source } };
}

export function exampleVersion(id: string, text: string) {
  const parsed = parseVersionedId(id);
  if (parsed === undefined) throw new Error(`${id} is no id`);
  const source = parseJsonDocument(text, { maxDepth: 256 });
  const version = toContractVersion(
    source,
    { id: parsed, file: `schemas/${id}.json`, base: exampleBase },
    () => false,
  );
  if (version instanceof Error) throw version;
  return version;
}

/** The text of a contract with the members that every contract has, and without the marks. */
export function completeText(text: string, id: string): string {
  return withMembers(unmarked(text), {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: `${exampleBase}${id}.json`,
    title: "Order placed",
    description: "A customer placed an order.",
    "x-concordat": { kind: "event", type: "com.example.order.placed", owner: "shop" },
    type: "object",
    examples: [{}, {}],
  });
}

/** Missing members go behind the others, so that everything in the text stays where it is. */
function withMembers(text: string, members: Readonly<Record<string, unknown>>): string {
  const { value } = parseJsonDocument(text, { maxDepth: 256 });
  const written = isObject(value) ? value : {};
  const missing = Object.entries(members).filter(([name]) => !Object.hasOwn(written, name));
  const added = missing
    .map(([name, member]) => `${JSON.stringify(name)}: ${JSON.stringify(member)}`)
    .join(", ");
  if (added === "") return text;
  const comma = Object.keys(written).length === 0 ? "" : ", ";
  return `${text.slice(0, text.lastIndexOf("}"))}${comma}${added}}`;
}

export function unmarked(text: string): string {
  return text.replace(/[«»]/g, "");
}

/** Where the marks are: line and column of what stands between them, from 1, as an editor counts. */
export function markedRange(text: string): { readonly start: Mark; readonly end: Mark } | undefined {
  const [before, inside, behind] = text.split(/[«»]/);
  if (before === undefined || inside === undefined || behind === undefined) return undefined;
  return { start: markAt(before), end: markAt(before + inside) };
}

type Mark = { readonly line: number; readonly column: number };

function markAt(before: string): Mark {
  const lines = before.split("\n");
  return { line: lines.length, column: (lines.at(-1) ?? "").length + 1 };
}
