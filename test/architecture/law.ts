import { readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The floor law, as `layers.json` holds it. Folders are named from the repository's root and may end in `*`;
 * a folder that does not exist yet may be named, for the law is also the plan of the house.
 */
export type Law = {
  /** Lowest first. */
  readonly floors: readonly Floor[];
  /** The only imports allowed between packages of one floor. */
  readonly siblings: readonly { readonly from: string; readonly to: string; readonly note: string }[];
  /** Forbidden although the floors would allow it. */
  readonly never: readonly (Reasons & { readonly from: readonly string[]; readonly to: readonly string[] })[];
  /** All that installing `package` may bring along. */
  readonly closures: readonly (Reasons & { readonly package: string; readonly only: readonly string[] })[];
  /** Entries that a browser can load; `only` closes the list of packages that they may reach. */
  readonly browser: readonly {
    readonly package: string;
    readonly entry: string;
    readonly only?: readonly string[];
  }[];
  readonly rooms: readonly Room[];
  /** The only files that import what is named when they run; `names` says what that may be. */
  readonly loads: readonly (Reasons & {
    readonly files: readonly string[];
    readonly names: readonly string[];
  })[];
  /** Code that looks at the house from outside. */
  readonly free: { readonly code: readonly string[]; readonly note: string };
  readonly rules: Readonly<Record<RuleName, Reasons & { readonly law: string; readonly wayOut: string }>>;
};

export type Floor = { readonly name: string; readonly packages: readonly string[]; readonly note: string };

/** Third-party names (and `node:` modules) and the only folders whose production code may import them. */
export type Room = Reasons & { readonly names: readonly string[]; readonly in: readonly string[] };

export type RuleName =
  | "unnamed"
  | "upward"
  | "sibling"
  | "never"
  | "closure"
  | "room"
  | "loaded"
  | "browser"
  | "test-code"
  | "deep"
  | "package-circle"
  | "file-circle"
  | "undeclared"
  | "unused";

/** Why, and how to get out; a missing way out is the one of the rule. */
export type Reasons = { readonly note: string; readonly wayOut?: string };

export function readLaw(): Law {
  return JSON.parse(readFileSync(join(dirname(fileURLToPath(import.meta.url)), "layers.json"), "utf8"));
}

/**
 * Counted from 1; test code stands on none. A folder named in full goes before a pattern, so that `generators/core` may
 * stand below `generators/*`.
 */
export function floorNumber(law: Law, folder: string): number | undefined {
  if (isFree(law, `${folder}/package.json`)) return undefined;
  const { floors } = law;
  const named = floors.findIndex(({ packages }) => packages.includes(folder));
  const index = named >= 0 ? named : floors.findIndex(({ packages }) => matches(folder, packages));
  return index < 0 ? undefined : index + 1;
}

/** `floor 2 (schema)` */
export function floorTitle(law: Law, folder: string): string {
  const number = floorNumber(law, folder);
  return number === undefined ? "no floor" : `floor ${number} (${law.floors[number - 1]?.name})`;
}

export function isFree({ free }: Law, path: string): boolean {
  return matches(path, free.code);
}

export function matches(name: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => posix.matchesGlob(name, pattern));
}
