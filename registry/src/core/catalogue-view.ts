import {
  type Catalogue,
  type ContractVersion,
  createCatalogue,
  parseSubject,
  parseVersion,
  toContractVersion,
} from "@concordat/contracts";
import { isConcordatError } from "@concordat/errors";
import { isObject, parseJsonDocument } from "@concordat/json";
import { createSnapshot, type Snapshot, storeDocument } from "./snapshot.ts";
import type { State } from "./state/state.ts";
import { liveVersions, type SubjectState } from "./state/subject-state.ts";

/** What a registry without a project calls its own contracts. */
export const defaultBase = "https://schemas.concordat.example/";

/**
 * The contracts among all subjects, as the rest of Concordat knows them. Worked out anew only when one of them has
 * changed.
 */
export function createCatalogueView(state: State): () => Snapshot {
  const parsed = new Map<string, ContractVersion>();
  let known: { readonly revision: number; readonly snapshot: Snapshot } | undefined;
  return () => {
    if (known?.revision !== state.catalogueRevision)
      known = { revision: state.catalogueRevision, snapshot: snapshotOf(state, parsed) };
    return known.snapshot;
  };
}

function snapshotOf(state: State, parsed: Map<string, ContractVersion>): Snapshot {
  const { base, others } = projectParts(state);
  const versions = state
    .subjects()
    .filter(({ isContract }) => isContract)
    .flatMap((subject) => contractVersions(state, subject, base, parsed));
  const catalogue: Catalogue = createCatalogue(base, versions);
  return createSnapshot(
    catalogue,
    [...others].map(([path, text]) => storeDocument(path, text, { frozen: false })),
  );
}

function contractVersions(
  state: State,
  subject: SubjectState,
  base: string,
  parsed: Map<string, ContractVersion>,
): readonly ContractVersion[] {
  const id = parseSubject(subject.name);
  if (id === undefined) return [];
  const all = [
    ...liveVersions(subject).map((version) => ({ ...version, frozen: true })),
    ...subject.drafts.map((draft) => ({ ...draft, frozen: false, deprecation: undefined })),
  ];
  return all.flatMap(({ number, content, file, frozen, deprecation }) => {
    const version = parseVersion(number);
    if (version === undefined) return [];
    const place = { id: { ...id, version }, file: file ?? `${id.segments.join("/")}/${number}.json`, base };
    const key = [place.file, frozen, content].join(" ");
    const made = parsed.get(key) ?? versionOf(state.content(content)?.text ?? "", place, frozen);
    if (made === undefined) return [];
    parsed.set(key, made);
    if (deprecation === undefined) return [made];
    return [{ ...made, deprecated: true, ...(deprecation.sunset && { sunset: deprecation.sunset }) }];
  });
}

/** What a contract cannot be made of was refused before it was registered, but for what came by the Confluent face. */
function versionOf(
  text: string,
  place: Parameters<typeof toContractVersion>[1],
  frozen: boolean,
): ContractVersion | undefined {
  const made = toContractVersion(parseJsonDocument(text), place, () => frozen);
  return isConcordatError(made) ? undefined : made;
}

function projectParts({ project }: State): {
  readonly base: string;
  readonly others: ReadonlyMap<string, string>;
} {
  const { base, others } = project ?? {};
  return {
    base: typeof base === "string" ? base : defaultBase,
    others: new Map(isObject(others ?? null) ? (Object.entries(others as object) as [string, string][]) : []),
  };
}
