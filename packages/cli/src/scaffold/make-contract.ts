import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import type { addEntry } from "@concordat/asyncapi/edit";
import {
  type Catalogue,
  type Contract,
  type ContractKind,
  checkVersionedId,
  formatContractUri,
  parseVersionedId,
} from "@concordat/contracts";
import { cliErrors } from "../errors.ts";
import type { Project } from "../project/open-project.ts";
import { readProject } from "../project/read-project.ts";
import { draftText } from "./draft.ts";
import { neighboursOf } from "./neighbours.ts";
import { camelCase, spelledLike, titleOf } from "./spellings.ts";
import { writeFiles } from "./write-files.ts";

export type ContractWish = {
  readonly path: string;
  readonly kind: ContractKind;
  /** What is not wished for follows the neighbours. */
  readonly type?: string | undefined;
  readonly title?: string | undefined;
  readonly owner?: string | undefined;
};

/** What was written, as the reader would type it. */
export type MadeContract = {
  readonly file: string;
  /** The AsyncAPI document and what was put into it; without it, nothing was. */
  readonly entry?: { readonly file: string; readonly members: readonly string[] };
};

/** Hands in what edits YAML, so that the caller decides when to load it. */
export type EntryWriter = typeof addEntry;

/**
 * Writes the first version of a contract, and for an event its AsyncAPI entry; both or neither.
 *
 * @throws {CliError} CONTRACT_EXISTS, TYPE_TAKEN, ASYNCAPI_UNEDITABLE
 */
export function makeContract(wish: ContractWish, project: Project, write: EntryWriter): MadeContract {
  const { path, kind } = wish;
  const { schemas, base, asyncapi } = project.config;
  const id = parseVersionedId(`${path}/1.0.0`);
  if (id === undefined) throw checkVersionedId(`${path}/1.0.0`);
  const { catalogue } = readProject(project);
  const file = `${schemas}/${path}/1.0.0.json`;
  requireFree(path, file, project, catalogue);

  const neighbours = neighboursOf(path, catalogue);
  const type = kind === "event" ? (wish.type ?? typeLike(neighbours, path, base)) : undefined;
  const [holder] = type === undefined ? [] : catalogue.byType(type);
  if (type !== undefined && holder !== undefined)
    throw cliErrors.TYPE_TAKEN({ type, contract: holder.contract });
  const title = wish.title ?? titleLike(neighbours, path, catalogue);
  const owner = wish.owner ?? neighbours[0]?.latest.owner ?? path.split("/")[0] ?? "";

  const files = new Map([[file, draftText({ uri: formatContractUri(id, base), kind, title, type, owner })]]);
  const told = { file: project.shown(file) };
  if (type === undefined || !existsSync(join(project.root, asyncapi))) {
    writeFiles(project.root, files);
    return told;
  }
  const like = neighbours.find(({ latest }) => latest.kind === "event")?.path;
  const added = write(readFileSync(join(project.root, asyncapi), "utf8"), {
    key: camelCase(title),
    type,
    title,
    file: `./${posix.relative(posix.dirname(asyncapi), file)}`,
    like,
    address: (name) => (like && name && spelledLike({ path: like, name }, path)) || path.replaceAll("/", "."),
  });
  if (added === undefined) throw cliErrors.ASYNCAPI_UNEDITABLE({ file: project.shown(asyncapi) });
  writeFiles(project.root, files.set(asyncapi, added.text));
  return { ...told, entry: { file: project.shown(asyncapi), members: added.members } };
}

function requireFree(path: string, file: string, { root, shown }: Project, catalogue: Catalogue): void {
  const known = catalogue.latest(path)?.file ?? (existsSync(join(root, file)) ? file : undefined);
  if (known !== undefined) throw cliErrors.CONTRACT_EXISTS({ contract: path, file: shown(known) });
}

/** Without a neighbour to follow: the reversed host of the base, as CloudEvents suggests, and the path. */
function typeLike(neighbours: readonly Contract[], path: string, base: string): string {
  for (const { path: theirs, versions } of neighbours) {
    const name = versions.find(({ type }) => type !== undefined)?.type;
    const type = name && spelledLike({ path: theirs, name }, path);
    if (type) return type;
  }
  const host = new URL(base).hostname.replace(/^schemas?\./, "");
  return [...host.split(".").reverse(), ...path.split("/")].join(".");
}

function titleLike(neighbours: readonly Contract[], path: string, { versions }: Catalogue): string {
  const titles = new Set(versions.map(({ title }) => title));
  const titled = neighbours.flatMap(({ path: theirs, latest: { title } }) =>
    title === undefined ? [] : [{ path: theirs, title }],
  );
  return titleOf(path, (title) => titles.has(title), titled);
}
