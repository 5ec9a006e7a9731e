import { resolve } from "node:path";
import { type Catalogue, type ContractVersion, contractErrors } from "@concordat/contracts";
import { cliErrors } from "../errors.ts";
import type { Project } from "./open-project.ts";
import { refuse } from "./placed-error.ts";
import type { ReadProject } from "./read-project.ts";

export type Whereabouts = { readonly cwd: string; readonly root: string };

/** The same as `findVersion`; where the version is there and broken, its own faults are the answer. */
export function requireVersion(
  words: string,
  { catalogue, findings }: ReadProject,
  project: Project,
  cwd: string,
): ContractVersion {
  const where = { cwd, root: project.root };
  const file = `${project.config.schemas}/${words.replace("@", "/").replace(/(\/\d+\.\d+\.\d+)$/, "$1.json")}`;
  const broken = findings.filter(
    ({ severity, at }) => severity === "error" && `${at.file}/`.startsWith(`${file}/`),
  );
  if (broken.length > 0 && lookUp(catalogue, words, where) === undefined)
    return refuse(broken, project.shown);
  return findVersion(catalogue, words, where);
}

/**
 * The one version that the words name. People have a contract in hand under several names, and each is taken:
 *
 * - `commerce/order/placed`, its latest version; `…@1.0.0` or `…/1.0.0`, that version; `…@1` or `…@1.0`, the latest of
 *   that line,
 * - the event type, the dotted subject, or the `$id`,
 * - the file.
 *
 * @throws {ContractError} CONTRACT_UNKNOWN, with what was probably meant
 */
export function findVersion(catalogue: Catalogue, words: string, where?: Whereabouts): ContractVersion {
  const found = lookUp(catalogue, words, where);
  if (found !== undefined) return found;
  const [path = "", version] = words.split("@");
  const contract = catalogue.contract(path);
  if (contract !== undefined && version !== undefined)
    throw cliErrors.VERSION_UNKNOWN({
      contract: path,
      version,
      known: contract.versions.map((known) => known.version),
    });
  throw contractErrors.CONTRACT_UNKNOWN({ id: words, known: namesLike(words, catalogue) });
}

/** The same, or `undefined`: for words that may name something else. */
export function lookUp(
  catalogue: Catalogue,
  words: string,
  where?: Whereabouts,
): ContractVersion | undefined {
  const [path = "", line] = words.split("@");
  if (line !== undefined) return latestOfLine(catalogue, path, line);
  return (
    catalogue.latest(words) ??
    catalogue.byId(words) ??
    catalogue.byType(words).at(-1) ??
    catalogue.latest(words.replaceAll(".", "/")) ??
    catalogue.byUri(words) ??
    (where && byFile(catalogue, words, where))
  );
}

/** `1` and `1.0` name lines of versions, `1.0.0` is a line of one. */
function latestOfLine(catalogue: Catalogue, path: string, line: string): ContractVersion | undefined {
  const versions = catalogue.contract(path)?.versions ?? [];
  return versions.findLast(({ version }) => line === "latest" || `${version}.`.startsWith(`${line}.`));
}

function byFile(
  catalogue: Catalogue,
  words: string,
  { cwd, root }: Whereabouts,
): ContractVersion | undefined {
  const wanted = resolve(cwd, words);
  return catalogue.versions.find(({ file }) => resolve(root, file) === wanted);
}

/** Names of the kind that was typed, so that a mistyped type is answered with a type and a path with a path. */
function namesLike(words: string, { contracts, versions }: Catalogue): readonly string[] {
  if (/\d+\.\d+\.\d+$/.test(words)) return versions.map(({ id }) => id);
  const paths = contracts.map(({ path }) => path);
  return words.includes("/") ? paths : [...versions.flatMap(({ type }) => type ?? []), ...paths];
}
