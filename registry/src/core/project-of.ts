import { type Catalogue, type CatalogueModel, type Config, parseContractUri } from "@concordat/contracts";
import type { Json, JsonObject } from "@concordat/json";
import type { Loading, ProjectVersion } from "./commands/load-project.ts";
import type { StoredDocument } from "./snapshot.ts";

export type ProjectParts = {
  readonly catalogue: Catalogue;
  readonly compatibility?: Config["compatibility"];
  readonly model?: CatalogueModel;
  /** Documents under the same base that are no contracts. */
  readonly others: readonly StoredDocument[];
};

/** A project on disk as the registry takes it in. */
export function projectOf({ catalogue, compatibility, model, others }: ProjectParts): Loading {
  const named = Map.groupBy(catalogue.graph().references, ({ at }) => at.document);
  const versions = catalogue.versions.map(
    ({ contract, version, source, file, frozen, uri }): ProjectVersion => {
      const references = new Map<string, ProjectVersion["references"][number]>();
      for (const { text, target } of named.get(uri) ?? []) {
        const id = target === undefined ? undefined : parseContractUri(target.document, catalogue.base);
        const other = target === undefined ? undefined : catalogue.byUri(target.document);
        if (id === undefined || other === undefined || other.uri === uri) continue;
        const name = text.replace(/#.*$/s, "");
        references.set(name, { name, contract: other.contract, number: other.version });
      }
      return {
        contract,
        number: version,
        text: source.text,
        file,
        isFrozen: frozen,
        references: [...references.values()],
      };
    },
  );
  const project = {
    base: catalogue.base,
    ...(compatibility && { compatibility: compatibility as unknown as Json }),
    // The contracts are what is registered; standing twice, they could differ.
    ...(model && { model: { ...model, contracts: [] } as unknown as Json }),
    others: Object.fromEntries(others.map(({ path, bytes }) => [path, bytes.toString()])),
  } satisfies JsonObject;
  return { versions, project };
}
