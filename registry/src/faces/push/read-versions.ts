import {
  type Catalogue,
  type ContractVersion,
  checkVersionedId,
  contractErrors,
  createCatalogue,
  parseVersionedId,
  toContractVersion,
} from "@concordat/contracts";
import { isConcordatError } from "@concordat/errors";
import { isArray, isObject, type Json, parseJsonDocument } from "@concordat/json";
import { schemaErrors } from "@concordat/schema";
import { pushErrors } from "./errors.ts";
import type { PushedVersion } from "./push-request.ts";
import { type RefusedVersion, refusedBy } from "./refused-version.ts";

export type ReadVersions = {
  /** What was pushed, with all that it refers to. */
  readonly catalogue: Catalogue;
  /** Of what was pushed. */
  readonly ids: ReadonlySet<string>;
  readonly refused: readonly RefusedVersion[];
};

/** What was pushed as contracts, judged each by itself, and tied together with those that are here already. */
export function readVersions(
  pushed: readonly PushedVersion[],
  { base, known }: { readonly base: string; readonly known: Catalogue },
): ReadVersions {
  const read = new Map<string, ContractVersion>();
  const refused: RefusedVersion[] = [];
  for (const each of pushed) {
    const id = `${each.contract}/${each.number}`;
    try {
      if (read.has(id)) throw pushErrors.PUSH_TWICE({ id });
      read.set(id, readVersion(each, base));
    } catch (error) {
      if (!isConcordatError(error)) throw error;
      refused.push(refusedBy(id, error));
    }
  }
  const catalogue = createCatalogue(base, [...read.values(), ...referredTo([...read.values()], known, read)]);
  return {
    catalogue,
    ids: new Set(read.keys()),
    refused: [...refused, ...referenceTroubles(catalogue, read)],
  };
}

function readVersion(
  { contract, number, text, file, draft = false }: PushedVersion,
  base: string,
): ContractVersion {
  const name = `${contract}/${number}`;
  const id = parseVersionedId(name);
  if (id === undefined) throw checkVersionedId(name) ?? contractErrors.VERSION_INVALID({ version: number });
  const version = toContractVersion(
    parseJsonDocument(text),
    { id, file: file ?? `${name}.json`, base },
    () => !draft,
  );
  if (version instanceof Error) throw version;
  const said = version.document.$id;
  if (said !== version.uri)
    throw schemaErrors.SCHEMA_ID({
      at: "/$id",
      id: typeof said === "string" ? said : "",
      trouble: `is not ${version.uri}`,
      remedy: `write ${version.uri}`,
    });
  return version;
}

/** Versions that are here already and that something pushed leads to, however far. */
function referredTo(
  pushed: readonly ContractVersion[],
  known: Catalogue,
  read: ReadonlyMap<string, unknown>,
): readonly ContractVersion[] {
  const found = new Map<string, ContractVersion>();
  const open = [...pushed];
  for (let from = open.pop(); from !== undefined; from = open.pop())
    for (const text of referencesIn(from.document)) {
      const version = known.byUri(URL.parse(text, from.uri)?.href.replace(/#.*$/s, "") ?? "");
      if (version === undefined || read.has(version.id) || found.has(version.id)) continue;
      found.set(version.id, version);
      open.push(version);
    }
  return [...found.values()];
}

/** Also what only looks like one, in an example; too many documents do no harm. */
function referencesIn(value: Json): readonly string[] {
  if (isArray(value)) return value.flatMap(referencesIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name === "$ref" && typeof member === "string" ? [member] : referencesIn(member),
  );
}

function referenceTroubles(
  catalogue: Catalogue,
  read: ReadonlyMap<string, ContractVersion>,
): readonly RefusedVersion[] {
  const { findings, references } = catalogue.graph();
  const readByUri = new Map([...read.values()].map((version) => [version.uri, version]));
  const broken = findings.flatMap(({ code, message, hint, document, pointer }) => {
    const version = readByUri.get(document);
    return version === undefined ? [] : [{ id: version.id, code, message, hint, pointer }];
  });
  const unsettled = references.flatMap(({ at, target }) => {
    const from = readByUri.get(at.document);
    const to = target && catalogue.byUri(target.document);
    if (from === undefined || to === undefined || !from.frozen || to.frozen) return [];
    return [refusedBy(from.id, pushErrors.SCHEMA_REF_FORBIDDEN({ id: from.id, to: to.id }))];
  });
  return [...broken, ...unsettled];
}
