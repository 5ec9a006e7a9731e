import type { ContractVersion } from "@concordat/contracts";
import { formatSubject, parseContractId } from "@concordat/contracts";
import { canonicalize, type Json, type JsonObject } from "@concordat/json";
import { digestOfBytes } from "@concordat/json/digest";
import type { Snapshot } from "./snapshot.ts";

/** The whole catalogue as one file, whose name is its digest. */
export type Bundle = {
  /** `sha256:` and the digest of the bytes. */
  readonly digest: string;
  readonly bytes: Buffer;
};

export type Bundles = {
  current(): Bundle;
  /** One that was current not long ago: a client may be on its way to it when the catalogue changes. */
  byDigest(digest: string): Bundle | undefined;
};

/** How many are kept besides the current one. */
const kept = 4;

/** Made when first asked for after a change, since most registries are asked for a bundle by few. */
export function createBundles(snapshot: () => Snapshot, project: () => JsonObject | undefined): Bundles {
  const texts = new WeakMap<ContractVersion, string>();
  const made = new Map<Snapshot, Bundle>();
  const current = () => {
    const now = snapshot();
    const known = made.get(now) ?? bundleOf(now, project()?.model, texts);
    made.set(now, known);
    for (const [old] of made) if (made.size > kept + 1) made.delete(old);
    return known;
  };
  return {
    current,
    byDigest(digest) {
      current();
      return [...made.values()].find((bundle) => bundle.digest === digest);
    },
  };
}

/** In its canonical form, put together from parts that have not changed since: members stand in their order. */
function bundleOf(
  { catalogue }: Snapshot,
  model: Json | undefined,
  texts: WeakMap<ContractVersion, string>,
): Bundle {
  const versions = catalogue.versions.map((version) => {
    const text = texts.get(version) ?? canonicalize(entryOf(version));
    texts.set(version, text);
    return text;
  });
  const members = [
    `"base":${canonicalize(catalogue.base)}`,
    `"concordat":"bundle/1"`,
    ...(model === undefined ? [] : [`"model":${canonicalize(model)}`]),
    `"versions":[${versions.join(",")}]`,
  ];
  const bytes = Buffer.from(`{${members.join(",")}}`);
  return { bytes, digest: digestOfBytes(bytes) };
}

function entryOf({ id, contract, version, frozen, digest, document }: ContractVersion): JsonObject {
  const parsed = parseContractId(contract);
  return {
    id,
    subject: parsed === undefined ? contract : formatSubject(parsed),
    number: version,
    frozen,
    digest,
    document,
  };
}
