import { existsSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import {
  type Catalogue,
  type ContractVersion,
  formatContractUri,
  formatVersionedId,
  parseVersion,
  parseVersionedId,
} from "@concordat/contracts";
import { cliErrors } from "../errors.ts";
import type { Project } from "../project/open-project.ts";
import { nextText } from "../scaffold/next-text.ts";
import { writeFiles } from "../scaffold/write-files.ts";

/**
 * Gives a draft another number: its file, its `$id`, a type of its own where the major version changes, and its mention
 * in the AsyncAPI document. Returns the new id. A draft that other contracts refer to is refused, since they would have
 * to change too.
 *
 * @throws {CliError} FREEZE_DRAFT_REFERRED, VERSION_EXISTS
 */
export function renumber(
  version: ContractVersion,
  number: string,
  { project, catalogue }: { readonly project: Project; readonly catalogue: Catalogue },
): string {
  const { root, config } = project;
  const [from, to] = [parseVersionedId(version.id), parseVersion(number)];
  if (from === undefined || to === undefined) throw new Error(`${version.id} or ${number} is no version`);
  const by = referrers(version, catalogue);
  if (by.length > 0) throw cliErrors.FREEZE_DRAFT_REFERRED({ id: version.id, by });
  const id = { ...from, version: to };
  const name = formatVersionedId(id);
  const file = `${config.schemas}/${name}.json`;
  if (existsSync(join(root, file))) throw cliErrors.VERSION_EXISTS({ id: name, file: project.shown(file) });
  const major = to.major === from.version.major ? undefined : to.major;
  const text = nextText(version.source, { uri: formatContractUri(id, config.base), major });
  writeFiles(root, new Map([[file, text], ...mention(version.id, name, project)]));
  rmSync(join(root, version.file));
  return name;
}

function referrers({ uri }: ContractVersion, catalogue: Catalogue): readonly string[] {
  const documents = catalogue
    .graph()
    .references.filter(({ at, target }) => target?.document === uri && at.document !== uri)
    .map(({ at }) => catalogue.byUri(at.document)?.id ?? at.document);
  return [...new Set(documents)];
}

/** By the file's path, of which the schemas folder's own name is a part wherever the document lies, or by its `$id`. */
function mention(
  from: string,
  to: string,
  { root, config: { asyncapi, schemas, base } }: Project,
): readonly (readonly [string, string])[] {
  const path = join(root, asyncapi);
  if (!existsSync(path)) return [];
  const before = readFileSync(path, "utf8");
  const heads = [`${basename(schemas)}/`, base];
  const after = heads.reduce(
    (sofar, head) => sofar.replaceAll(`${head}${from}.json`, `${head}${to}.json`),
    before,
  );
  return after === before ? [] : [[asyncapi, after]];
}
