import { posix } from "node:path";
import { type ContractKind, createCatalogue } from "@concordat/contracts";
import { type Finding, type FindingPlace, findingOf } from "@concordat/errors";
import { appendToPointer, type JsonObject } from "@concordat/json";
import { asyncapiErrors } from "../errors.ts";
import { inOrder, readDraft } from "../model/read-document.ts";
import { rewrite } from "../payload/lift.ts";
import { statedDialect } from "../payload/stated-dialect.ts";
import type { DraftModel } from "../read/draft.ts";
import { keyOf } from "../source/node.ts";
import type { World } from "../source/world.ts";
import { contractDocument } from "./contract-document.ts";
import { convertSchema } from "./convert.ts";
import { outside, type Plan, planContracts } from "./plan.ts";
import { sentenceCase, wordsOf } from "./words.ts";

export type ExtractOptions = {
  /** The folder of the document; nothing outside of it is opened. */
  readonly root: string;
  /** Path of the document from there. */
  readonly asyncapi: string;
  /** What every `$id` shall begin with. */
  readonly base: string;
};

/** A schema of the document as a contract of a catalogue to be. */
export type ExtractedContract = {
  /** `acme/order/placed` */
  readonly path: string;
  readonly version: "1.0.0";
  readonly kind: ContractKind;
  /** Complete, in the order in which contracts are written. References to other contracts are relative. */
  readonly document: JsonObject;
  /** Names of the messages whose payload or headers it describes. */
  readonly messages: readonly string[];
  /** The schema's place in the document: what a reference to the contract may stand instead of. */
  readonly from: FindingPlace;
};

export type Extraction = {
  readonly contracts: readonly ExtractedContract[];
  readonly findings: readonly Finding[];
};

/**
 * Takes the JSON Schemas out of a document: payloads become events, headers envelopes, and what they refer to fragments,
 * each a versioned contract of its own. Nothing is guessed: what is no JSON Schema, or cannot be said in 2020-12, is
 * named in the findings.
 */
export async function extractSchemas(options: ExtractOptions): Promise<Extraction> {
  const catalogue = createCatalogue(options.base, []);
  const { world, draft, findings } = await readDraft({ ...options, catalogue });
  if (draft === undefined) return { contracts: [], findings: inOrder(findings) };
  const plans = planContracts(draft, world);
  const written = [...plans.values()].map((plan) => writeContract(plan, plans, world, options.base));
  const notes = [...unread(draft, world), ...written.flatMap((contract) => contract.notes)];
  const contracts = written.map(({ contract }) => contract).sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    contracts: withUniqueTitles(contracts),
    findings: inOrder([...findings, ...notes]),
  };
}

/** SDK names are made of titles, so no two may be alike; the second of two takes all words of its path. */
function withUniqueTitles(contracts: readonly ExtractedContract[]): readonly ExtractedContract[] {
  const taken = new Set<string>();
  return contracts.map((contract) => {
    const said = String(contract.document.title);
    const title = taken.has(said.toLowerCase()) ? sentenceCase(wordsOf(contract.path)) : said;
    taken.add(title.toLowerCase());
    return { ...contract, document: { ...contract.document, title } };
  });
}

const rule = "asyncapi-extract";

function writeContract(
  { path, kind, node, fallback, names, messages }: Plan,
  plans: ReadonlyMap<string, Plan>,
  world: World,
  base: string,
): { readonly contract: ExtractedContract; readonly notes: readonly Finding[] } {
  const referring = rewrite(node, (ref, holder, resource) => {
    const target = outside(ref, holder, resource, node, world);
    const other = target && plans.get(keyOf(target));
    if (other !== undefined) return posix.relative(path, `${other.path}/1.0.0.json`);
    const inside = world.target(ref, holder, resource);
    return inside === undefined ? ref : `#${encodeURI(inside.pointer.slice(node.pointer.length))}`;
  });
  const conversion = convertSchema(referring, statedDialect(node.value) ?? fallback);
  const at = (pointer: string, keyword: string) =>
    world.placeOf({ file: node.file, pointer: appendToPointer(node.pointer + pointer, keyword) });
  const warn = (error: Parameters<typeof findingOf>[0], place: FindingPlace) =>
    findingOf(error, { rule, at: place, severity: "warning" });
  const notes =
    "kept" in conversion
      ? [
          warn(
            asyncapiErrors.EXTRACT_KEPT({ path, dialect: conversion.dialect, ...conversion.kept }),
            at(conversion.kept.pointer, conversion.kept.keyword),
          ),
        ]
      : conversion.dropped.map(({ pointer, keyword, reason }) =>
          warn(asyncapiErrors.EXTRACT_DROPPED({ path, keyword, reason }), at(pointer, keyword)),
        );
  const document = contractDocument(conversion.schema, {
    path,
    kind,
    names,
    messages,
    base,
    dialect: conversion.dialect,
  });
  const from = world.placeOf(node);
  return {
    contract: { path, version: "1.0.0", kind, document, messages: messages.map(({ name }) => name), from },
    notes,
  };
}

/** Messages that no contract can be made of. */
function unread(draft: DraftModel, world: World): readonly Finding[] {
  return draft.messages.flatMap(({ name, node, payload }): readonly Finding[] => {
    if (payload.kind === "schema") return [];
    const error =
      payload.kind === "foreign"
        ? asyncapiErrors.PAYLOAD_FOREIGN({ message: name, format: payload.format })
        : asyncapiErrors.PAYLOAD_MISSING({ message: name });
    const at = world.placeOf(payload.kind === "foreign" ? payload.node : node);
    return [findingOf(error, { rule, at, severity: "warning" })];
  });
}
