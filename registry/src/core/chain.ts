import { hash } from "node:crypto";
import { canonicalize } from "@concordat/json";
import type { LoggedChange } from "../store/logged-change.ts";

/** What the first entry follows. */
export const chainStart: string = "0".repeat(64);

/**
 * The hash of an entry: SHA-256 over the hash before it and the canonical JSON of what it says. Whoever alters an entry
 * afterwards has to alter all that follow, and whoever wrote down one hash notices.
 */
export function chainHash(
  previous: string,
  { sequence, at, origin, change }: Omit<LoggedChange, "hash">,
): string {
  return hash("sha256", `${previous}\n${canonicalize({ sequence, at, origin, change })}`, "hex");
}

export type ChainVerdict =
  | { readonly intact: true; readonly length: number; readonly hash: string }
  /** `sequence` is the place in the log where an entry is missing, altered or out of order. */
  | { readonly intact: false; readonly sequence: number };

/** Holds entries, which come one after the other, to their chain. */
export type ChainCheck = {
  /** Whether this entry is the one that follows. Says no once and for all: what follows a broken link is worth nothing. */
  follows(entry: LoggedChange): boolean;
  verdict(): ChainVerdict;
};

export function createChainCheck(): ChainCheck {
  let length = 0;
  let last = chainStart;
  let broken = false;
  return {
    follows(entry) {
      broken ||= entry.sequence !== length + 1 || entry.hash !== chainHash(last, entry);
      if (broken) return false;
      length += 1;
      last = entry.hash;
      return true;
    },
    verdict: () => (broken ? { intact: false, sequence: length + 1 } : { intact: true, length, hash: last }),
  };
}

/** Reads a whole log and says whether it is what was once written. */
export async function verifyChain(log: AsyncIterable<readonly LoggedChange[]>): Promise<ChainVerdict> {
  const check = createChainCheck();
  for await (const entries of log) if (!entries.every((entry) => check.follows(entry))) break;
  return check.verdict();
}
