import type { Catalogue, ContractVersion } from "@concordat/contracts";
import { nearestFew } from "@concordat/errors";
import { digestOfBytes } from "@concordat/json/digest";

/** A document as it is sent: the file's own text, byte for byte. */
export type StoredDocument = {
  /** `oms/objecttype/created/1.0.0`: the tail of its `$id` without `.json`, and its path here. */
  readonly path: string;
  readonly bytes: Buffer;
  /** Of the bytes, not of the canonical form: two layouts of one value are two representations (RFC 9110, 8.8.3). */
  readonly digest: string;
  /** What is frozen never changes under its path; a draft may. */
  readonly frozen: boolean;
};

/**
 * All that can be looked up, at one moment. Immutable: a change makes a new snapshot, so that a request never sees half
 * of one and every face answers from memory.
 */
export type Snapshot = {
  readonly catalogue: Catalogue;
  /** Also those that are no contracts, as the schemas of contract files and of settings. */
  document(path: string): StoredDocument | undefined;
  /** Existing paths that a wrong one may have meant, the likeliest first. */
  suggest(path: string): readonly string[];
};

/** `others` are documents that have an `$id` under the same base and are no contracts. */
export function createSnapshot(catalogue: Catalogue, others: readonly StoredDocument[] = []): Snapshot {
  const documents = new Map([...catalogue.versions.map(stored), ...others].map((each) => [each.path, each]));
  return {
    catalogue,
    document: (path) => documents.get(path),
    suggest: (path) => {
      const latest = catalogue.latest(path) ?? catalogue.latest(withoutVersion(path));
      return latest ? [latest.id] : nearestFew(path, documents.keys(), 3);
    },
  };
}

export function storeDocument(
  path: string,
  text: string,
  { frozen }: { readonly frozen: boolean },
): StoredDocument {
  const bytes = Buffer.from(text);
  return { path, bytes, digest: digestOfBytes(bytes), frozen };
}

function stored({ id, source, frozen }: ContractVersion): StoredDocument {
  return storeDocument(id, source.text, { frozen });
}

/** A contract without the version that was asked for is nearer than any other contract. */
function withoutVersion(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}
