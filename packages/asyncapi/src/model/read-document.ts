import type { Catalogue, CatalogueModel } from "@concordat/contracts";
import { compareFindings, type Finding, findingOf } from "@concordat/errors";
import { asyncapiErrors } from "../errors.ts";
import type { SchemaJudge } from "../payload/check.ts";
import type { DraftModel } from "../read/draft.ts";
import { readV2 } from "../read/v2.ts";
import { readV3 } from "../read/v3.ts";
import { diagnose } from "../source/diagnose.ts";
import { childOf, textOf } from "../source/node.ts";
import { documentRule } from "../source/parse-text.ts";
import { readWorld, type World } from "../source/world.ts";
import { buildModel } from "./build-model.ts";

export type DocumentOptions = {
  /** The project's folder; nothing outside of it is opened. */
  readonly root: string;
  /** Path of the AsyncAPI document from the root. */
  readonly asyncapi: string;
  readonly catalogue: Catalogue;
  /** Default: schemas that are no contracts are judged by their references and keywords only. */
  readonly judge?: SchemaJudge;
};

export type DocumentReading = {
  /** Absent when the document could not be read at all. With errors among the findings it may lack what they name. */
  readonly model?: CatalogueModel;
  readonly findings: readonly Finding[];
  /** Files besides contracts that the model was made from, the document itself among them. */
  readonly files: readonly string[];
};

/** Reads an AsyncAPI document of version 2.x or 3.x, with all that it refers to. Findings are sorted. */
export async function readDocument(options: DocumentOptions): Promise<DocumentReading> {
  const { world, draft, findings } = await readDraft(options);
  const built = draft && buildModel(draft, { ...options, world });
  return {
    ...(built && { model: built.model }),
    findings: inOrder([...findings, ...(built?.findings ?? [])]),
    files: [...world.files.keys()].sort(),
  };
}

export type DraftReading = {
  readonly world: World;
  readonly draft?: DraftModel;
  readonly findings: readonly Finding[];
};

/** The document in the model's words, its schemas still where they were written; judged by the official parser. */
export async function readDraft(options: DocumentOptions): Promise<DraftReading> {
  const world = readWorld(options);
  const { draft, findings } = interpret(world);
  const diagnostics = draft === undefined ? [] : await diagnose(options.asyncapi, world);
  return { world, ...(draft && { draft }), findings: [...world.findings, ...findings, ...diagnostics] };
}

/** By the rules of the version that the document names. */
export function interpret(world: World): Pick<DraftReading, "draft" | "findings"> {
  const { main } = world;
  if (main === undefined) return { findings: [] };
  const version = childOf(main, "asyncapi");
  const findings: Finding[] = [];
  if (textOf(version)?.startsWith("3.")) return { draft: readV3(main, world, findings), findings };
  if (textOf(version)?.startsWith("2.")) return { draft: readV2(main, world), findings };
  const found = version === undefined ? "without a version" : JSON.stringify(version.value);
  const at = world.placeOf(version ?? main);
  return { findings: [findingOf(asyncapiErrors.ASYNCAPI_VERSION({ found }), { rule: documentRule, at })] };
}

/** By place. What two readers found is told once, in the words of the first. */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  const told = new Set<string>();
  const once = findings.filter(({ code, message, at: { file, pointer } }) => {
    const key = JSON.stringify([code, file, pointer, pointer === undefined ? message : ""]);
    return !told.has(key) && told.add(key);
  });
  return once.sort(compareFindings);
}
