import type { Catalogue, ContractVersion } from "@concordat/contracts";

/** What a `dataschema` names: the `$id`, or the address of the same document at a registry, with or without `.json`. */
export function versionNamedBy(uri: string, catalogue: Catalogue): ContractVersion | undefined {
  const exact = catalogue.byUri(uri) ?? catalogue.byUri(`${uri}.json`);
  if (exact !== undefined || !URL.canParse(uri)) return exact;
  return catalogue.byId(new URL(uri).pathname.slice(1).replace(/\.json$/, ""));
}

/** Says of a `dataschema` what is wrong with it for an event of a type; of types that nobody knows it says nothing. */
export function dataschemaCheck(catalogue: Catalogue): (uri: string, type: string) => string | undefined {
  const known = typesIn(catalogue);
  return (uri, type) => {
    if (!known.has(type)) return undefined;
    const named = versionNamedBy(uri, catalogue);
    if (named === undefined) return "names nothing in this catalogue";
    return named.type === type ? undefined : `is of the type ${named.type ?? named.contract}`;
  };
}

export function typesIn(catalogue: Catalogue): ReadonlySet<string> {
  return new Set(catalogue.versions.flatMap(({ type }) => type ?? []));
}
