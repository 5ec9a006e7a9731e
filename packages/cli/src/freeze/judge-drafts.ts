import type { ContractVersion } from "@concordat/contracts";
import { compareFindings, type Finding, standingOf } from "@concordat/errors";
import { checkChanges } from "../check/check-changes.ts";
import type { Io } from "../io.ts";
import { lintProject } from "../lint/lint-project.ts";
import { readAsyncapi, readAsyncapiUnjudged } from "../lint/read-asyncapi.ts";
import { seenFromHere } from "../lint/seen-from-here.ts";
import type { Project } from "../project/open-project.ts";
import { type ReadProject, readProject } from "../project/read-project.ts";
import { renumber } from "./renumber.ts";

export type JudgedDrafts = {
  readonly read: ReadProject;
  readonly drafts: readonly ContractVersion[];
  /** What speaks against freezing them. Files as the reader would type them. */
  readonly against: readonly Finding[];
};

/** Drafts as they would be judged were they frozen: by lint, and against everything frozen before, each other included. */
export async function judgeDrafts(ids: readonly string[], project: Project, io: Io): Promise<JudgedDrafts> {
  const read = readProject(project);
  const drafts = read.catalogue.versions.filter(({ id }) => ids.includes(id));
  if (drafts.length === 0) return { read, drafts, against: [] };
  const freezing = new Set(ids);
  const reading = await readAsyncapi(project);
  const { evolution } = await checkChanges(project, { read, reading }, { against: "lock", freezing }, io);
  // What is said about other contracts is not looked at.
  const isAsked = ({ id }: { readonly id: string }) => freezing.has(id);
  const { findings } = await lintProject(project, read, io.now(), { reading, isAsked });
  const files = new Set(drafts.map(({ file }) => project.shown(file)));
  const ofLint = findings.filter(({ severity, at }) => severity === "error" && files.has(at.file ?? ""));
  const ofChanges = evolution.findings
    .filter((finding) => isAbout(finding, freezing) && weighs(finding))
    .map((finding) => seenFromHere({ ...finding, severity: "error" }, project));
  return { read, drafts, against: [...ofLint, ...ofChanges].sort(compareFindings) };
}

/** Gives every draft its number, the lowest first, since the next one may depend on it. Returns the ids they have then. */
export async function renumberAll(
  ids: readonly string[],
  project: Project,
  io: Io,
): Promise<readonly string[]> {
  const current = [...ids];
  for (const [index, id] of ids.entries()) {
    const read = readProject(project);
    const reading = readAsyncapiUnjudged(project, read.catalogue);
    const options = { against: "lock", freezing: new Set(current) };
    const { evolution } = await checkChanges(project, { read, reading }, options, io);
    const judged = evolution.changes.find(({ change }) => change.side.version.id === id);
    const version = read.catalogue.byId(id);
    if (judged?.derived === undefined || version === undefined || judged.derived === version.version)
      continue;
    if (judged.claimed === judged.step) continue;
    current[index] = renumber(version, judged.derived, { project, catalogue: read.catalogue });
    await io.stdout.write(`renumbered ${id}: ${current[index]}\n`);
  }
  return current;
}

/** The number of a version that is to stand for ever is true or not; a warning would be read too late. */
function weighs(finding: Finding): boolean {
  const standing = standingOf(finding);
  return standing === "error" || finding.rule === "version-number" || isOpenQuestion(finding);
}

/** What is not decided is no ground to stand on for ever, whatever it leads to in a check. */
function isOpenQuestion({ rule, accepted }: Finding): boolean {
  return rule === "compatibility-undecided" && accepted === undefined;
}

function isAbout({ details, at }: Finding, drafts: ReadonlySet<string>): boolean {
  const { contract, after } = details ?? {};
  return drafts.has(`${contract}/${after}`) || drafts.has(at.contract ?? "");
}
