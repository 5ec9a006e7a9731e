import { join } from "node:path";
import { readManifest } from "./manifest.ts";
import { isOfDigest, textAt } from "./standing-text.ts";

/** What an output folder says of itself that is no longer so. */
export type Drift = {
  /** Contracts, and the document, that changed since it was made. */
  readonly inputs: readonly string[];
  /** Files that somebody changed or removed. */
  readonly files: readonly string[];
};

/**
 * Whether an output is current, by its manifest alone: nothing is generated, so that it costs next to nothing. What it cannot see is
 * that the generator itself has changed; `concordat generate --check` does.
 */
export function driftOf(folder: string, inputs: ReadonlyMap<string, string>): Drift {
  const manifest = readManifest(folder);
  const names = [...new Set([...inputs.keys(), ...manifest.inputs.keys()])].sort();
  return {
    inputs: names.filter((name) => inputs.get(name) !== manifest.inputs.get(name)),
    files: [...manifest.files]
      .filter(([path, digest]) => !isAsMade(join(folder, path), digest))
      .map(([path]) => path),
  };
}

function isAsMade(file: string, digest: string): boolean {
  const text = textAt(file);
  return text !== undefined && isOfDigest(text, digest);
}
