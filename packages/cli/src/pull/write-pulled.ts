import { existsSync } from "node:fs";
import { join } from "node:path";
import { type ContractVersion, formatLock, lockFileName } from "@concordat/contracts";
import { cliErrors } from "../errors.ts";
import { exclusively } from "../project/exclusively.ts";
import type { Project } from "../project/open-project.ts";
import { refuse } from "../project/placed-error.ts";
import { readProject } from "../project/read-project.ts";
import { writeFiles } from "../scaffold/write-files.ts";

export type Pulled = { readonly written: readonly string[]; readonly unchanged: number };

/**
 * Writes what the project lacks, and enters into the lock what is frozen; all of it or nothing. A file that says
 * something else than the registry is never replaced.
 *
 * @throws {CliError} PULL_CONFLICT
 * @throws {ContractError} FILE_WRITE
 */
export function writePulled(
  versions: readonly ContractVersion[],
  texts: ReadonlyMap<string, string>,
  project: Project,
): Pulled {
  const { root, config, shown } = project;
  const fileOf = (id: string) => `${config.schemas}/${id}.json`;
  return exclusively(root, () => {
    const { catalogue, lock, findings } = readProject(project);
    const brokenLock = findings.filter(({ rule }) => rule === "lock");
    if (brokenLock.length > 0) return refuse(brokenLock, shown);
    const differing = versions.filter(({ id, digest }) => {
      const locked = lock.contracts.get(id);
      const present =
        catalogue.byId(id)?.digest ?? (existsSync(join(root, fileOf(id))) ? "unreadable" : digest);
      return present !== digest || (locked !== undefined && locked !== digest);
    });
    if (differing.length > 0)
      throw cliErrors.PULL_CONFLICT({ files: differing.map(({ id }) => shown(fileOf(id))) });
    const missing = versions.filter(({ id }) => catalogue.byId(id) === undefined);
    const files = new Map(missing.map(({ id }) => [fileOf(id), texts.get(id) ?? ""]));
    const frozen = versions.filter((version) => version.frozen && !lock.contracts.has(version.id));
    if (frozen.length > 0) {
      const contracts = new Map([
        ...lock.contracts,
        ...frozen.map(({ id, digest }) => [id, digest] as const),
      ]);
      files.set(`${config.schemas}/${lockFileName}`, formatLock({ contracts }));
    }
    writeFiles(root, files);
    return {
      written: missing.map(({ id }) => shown(fileOf(id))),
      unchanged: versions.length - missing.length,
    };
  });
}
