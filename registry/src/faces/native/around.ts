import type { Catalogue, ContractVersion } from "@concordat/contracts";
import { isArray, isObject, type Json } from "@concordat/json";
import type { Closure } from "../../core/closure.ts";
import { closureOf } from "../../core/closure.ts";
import { dialectOf } from "../../core/compatibility.ts";
import type { World } from "../../world.ts";
import type { FoundVersion } from "./find-version.ts";

/** The versions that a document of the catalogue's manner refers to, and those that they refer to; not itself. */
export function contractsAround(
  { uri, document }: { readonly uri: string; readonly document: Json },
  catalogue: Catalogue,
): readonly ContractVersion[] {
  const found = new Map<string, ContractVersion>();
  const follow = (from: string, value: Json) => {
    for (const reference of referencesIn(value)) {
      const target = URL.parse(reference, from)?.href.replace(/#.*$/s, "");
      const version = target === undefined || target === uri ? undefined : catalogue.byUri(target);
      if (version === undefined || found.has(version.uri)) continue;
      found.set(version.uri, version);
      follow(version.uri, version.document);
    }
  };
  follow(uri, document);
  return [...found.values()];
}

/** A registered schema with everything that its references lead to. */
export function closureOfFound({ registry, snapshot }: World, found: FoundVersion): Closure {
  const { subject, number, content } = found;
  const { catalogue } = snapshot();
  const contract = catalogue.byId(`${subject.name.replaceAll(".", "/")}/${number}`);
  if (!subject.isContract || contract === undefined)
    return closureOf(registry.state, content, dialectOf(subject));
  // Drafts refer to drafts, which have no integers to refer to them by.
  const around = contractsAround(contract, catalogue);
  return {
    // Contracts say who they are; the place says it where they do not.
    schema: { $id: contract.uri, ...contract.document },
    documents: new Map(around.map(({ uri, document }) => [uri, document])),
    digest: [contract.digest, ...around.map(({ uri, digest }) => `${uri} ${digest}`)].join("\n"),
    dialect: contract.dialect,
  };
}

/** What `$ref` says, wherever it stands: a name in data that looks like a reference costs a look-up and no more. */
export function* referencesIn(value: Json): Generator<string> {
  if (isArray(value)) for (const item of value) yield* referencesIn(item);
  else if (isObject(value))
    for (const [name, member] of Object.entries(value)) {
      if ((name === "$ref" || name === "$dynamicRef") && typeof member === "string") yield member;
      else yield* referencesIn(member);
    }
}
