import { existsSync } from "node:fs";
import { posix, resolve } from "node:path";
import { type Catalogue, matchesPath } from "@concordat/contracts";
import type { Finding } from "@concordat/errors";
import { cliErrors } from "../errors.ts";
import { type Project, shownFrom } from "../project/open-project.ts";

/** Files that can be asked for, as the reader types them; those of contracts with the contract. */
export type Candidate = { readonly file: string; readonly contract?: string };

export function candidatesOf(
  catalogue: Catalogue,
  findings: readonly Finding[],
  project: Project,
): readonly Candidate[] {
  const contracts = catalogue.versions.map(({ file, contract }) => ({ file: project.shown(file), contract }));
  const known = new Set(contracts.map(({ file }) => file));
  const others = new Set(findings.flatMap(({ at }) => at.file ?? []));
  return [...contracts, ...[...others].filter((file) => !known.has(file)).map((file) => ({ file }))];
}

/**
 * The files that the words choose: a file, a folder with all below it, a contract, or a pattern of either.
 *
 * @throws {CliError} NO_INPUT or FILE_MISSING for the first word that chooses nothing
 */
export function chosenFiles(
  words: readonly string[],
  candidates: readonly Candidate[],
  cwd: string,
): ReadonlySet<string> {
  const chosen = words.map((word) => {
    const files = candidates.filter((candidate) => isChosen(candidate, word, cwd)).map(({ file }) => file);
    if (files.length > 0) return files;
    const isPath = /\.\w+$/.test(word) && !word.includes("*");
    if (!isPath || existsSync(resolve(cwd, word))) throw cliErrors.NO_INPUT({ what: word });
    throw cliErrors.FILE_MISSING({ file: word, known: candidates.map(({ file }) => file) });
  });
  return new Set(chosen.flat());
}

function isChosen({ file, contract }: Candidate, word: string, cwd: string): boolean {
  const path = shownFrom(cwd, resolve(cwd, word));
  return (
    file === path ||
    path === "." ||
    file.startsWith(`${path}/`) ||
    posix.matchesGlob(file, path) ||
    (contract !== undefined && (matchesPath(word, contract) || matchesPath(`${word}/**`, contract)))
  );
}
