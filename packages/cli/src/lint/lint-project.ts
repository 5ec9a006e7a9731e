import { readFileSync } from "node:fs";
import { join } from "node:path";
import { configFileName } from "@concordat/contracts";
import { isFinding, parseFile } from "@concordat/contracts/files";
import { compareFindings, type Finding } from "@concordat/errors";
import { type LintInput, lintCatalogue, type SuppressedFinding } from "@concordat/gate";
import { createSecondOpinion } from "@concordat/validator/second-opinion";
import type { Project } from "../project/open-project.ts";
import type { ReadProject } from "../project/read-project.ts";
import { readTopology } from "../topology/read-topology.ts";
import { type AsyncapiReading, readAsyncapi } from "./read-asyncapi.ts";
import { seenFromHere } from "./seen-from-here.ts";

export type ProjectVerdict = {
  /** Files as the reader would type them, in order. */
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  /** How many contracts were judged. */
  readonly checked: number;
};

export type LintOptions = {
  /** The AsyncAPI document, where it was read already. */
  readonly reading?: AsyncapiReading;
  /** See `LintInput`. */
  readonly isAsked?: NonNullable<LintInput["isAsked"]>;
};

/** Everything there is to say about a project: files that cannot be read, the AsyncAPI document, and all rules. */
export async function lintProject(
  project: Project,
  read: ReadProject,
  now: Date,
  { reading, isAsked }: LintOptions = {},
): Promise<ProjectVerdict> {
  const { config } = project;
  const { catalogue, lock } = read;
  const { model, findings: ofModel } = reading ?? (await readAsyncapi(project));
  const { findings, suppressed, checked } = await lintCatalogue({
    catalogue,
    lock,
    config,
    ...configSource(project),
    ...(model && { model }),
    ...(isAsked && { isAsked }),
    today: now.toISOString().slice(0, 10),
    secondOpinion: createSecondOpinion,
  });
  const ofTopology = model === undefined ? [] : readTopology(model, project, catalogue).findings;
  const all = distinct([...read.findings, ...ofModel, ...ofTopology, ...findings]);
  return {
    findings: all.map((finding) => seenFromHere(finding, project)).sort(compareFindings),
    suppressed,
    checked,
  };
}

/** The settings once more as a text, so that what is wrong with an exception has a line. */
function configSource({ root }: Project) {
  const source = parseFile(readFileSync(join(root, configFileName)), configFileName, { maxBytes: 2 ** 20 });
  return isFinding(source) ? {} : { configSource: { file: configFileName, source } };
}

/** Whoever reads the catalogue reports its broken files, and so they come from more than one side. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  const keyOf = ({ code, message, at }: Finding) => JSON.stringify([code, message, at.file, at.pointer]);
  return [...new Map(findings.map((finding) => [keyOf(finding), finding])).values()];
}
