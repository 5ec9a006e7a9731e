import type { Catalogue, ContractVersion } from "@concordat/contracts";
import { findVersion } from "../project/find-version.ts";

/** The versions that the words name, and all that these refer to: a file whose references lead nowhere is of no use. */
export function chooseVersions(
  words: readonly string[],
  catalogue: Catalogue,
  { drafts }: { readonly drafts: boolean },
): readonly ContractVersion[] {
  const named =
    words.length > 0
      ? words.map((word) => findVersion(catalogue, word))
      : catalogue.versions.filter(({ frozen }) => frozen || drafts);
  const referred = Map.groupBy(catalogue.graph().references, ({ at }) => at.document);
  const chosen = new Set(named);
  // A set that grows while it is walked is walked to its end.
  for (const { uri } of chosen)
    for (const { target } of referred.get(uri) ?? []) {
      const version = target && catalogue.byUri(target.document);
      if (version !== undefined) chosen.add(version);
    }
  return catalogue.versions.filter((version) => chosen.has(version));
}
