import { compareFindings, type Finding } from "@concordat/errors";
import type { EvolutionResult } from "@concordat/gate/evolution";
import type { Io } from "../io.ts";
import { lintProject, type ProjectVerdict } from "../lint/lint-project.ts";
import { readAsyncapi } from "../lint/read-asyncapi.ts";
import { seenFromHere } from "../lint/seen-from-here.ts";
import type { Project } from "../project/open-project.ts";
import { readProject } from "../project/read-project.ts";
import { type CheckOptions, checkChanges } from "./check-changes.ts";
import { generatedDrift } from "./generated-drift.ts";

export type ProjectCheck = {
  readonly lint: ProjectVerdict;
  readonly evolution: EvolutionResult;
  /** Of lint, of the base, of the changes and of what was generated. Files as the reader would type them, in order. */
  readonly findings: readonly Finding[];
};

/**
 * Lint, what is frozen, compatibility, and what was generated, in one go over the whole catalogue.
 *
 * What has not changed was judged before, when it was frozen or where the base was checked, and the few rules that run
 * validators, at a hundred times the price of the others, are not asked about it again, unless the settings of lint
 * have changed since.
 */
export async function checkProject(project: Project, options: CheckOptions, io: Io): Promise<ProjectCheck> {
  const read = readProject(project);
  const reading = await readAsyncapi(project);
  const { base, evolution } = await checkChanges(project, { read, reading }, options, io);
  const changed = new Set(evolution.changes.map(({ change }) => change.side.version.id));
  const isAsked = base.hasSameRules ? ({ id }: { readonly id: string }) => changed.has(id) : () => true;
  const lint = await lintProject(project, read, io.now(), { reading, isAsked });
  const ofChanges = evolution.findings.map((finding) => seenFromHere(finding, project));
  const drift = generatedDrift(project, read.catalogue, reading.model).map((finding) =>
    seenFromHere(finding, project),
  );
  return {
    lint,
    evolution,
    findings: [...lint.findings, ...base.findings, ...ofChanges, ...drift].sort(compareFindings),
  };
}
