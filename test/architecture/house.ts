import { isBuiltin } from "node:module";
import { posix } from "node:path";
import { isFree, type Law } from "./law.ts";
import type { Import } from "./read-imports.ts";
import type { Dependency, Package, SourceFile } from "./read-workspace.ts";

/** Where an import leads. */
export type Target =
  | { readonly kind: "own-file"; readonly file: string }
  /** A relative path that leaves the package. */
  | { readonly kind: "outside"; readonly file: string; readonly owner: Package | undefined }
  /** One of our packages by name; `file` is missing when its manifest does not export the entry. */
  | {
      readonly kind: "package";
      readonly to: Package;
      readonly entry: string;
      readonly file: string | undefined;
    }
  | { readonly kind: "builtin"; readonly name: string }
  | { readonly kind: "guest"; readonly name: string };

/** One import of one file. `free`: made by test code, which the floors do not bind. */
export type Link = {
  readonly from: Package;
  readonly file: string;
  readonly import: Import;
  readonly target: Target;
  readonly free: boolean;
};

/** `from` knows `to`: by an import or by its package.json. `at` is the `file:line` that says so. */
export type Edge = {
  readonly from: Package;
  readonly to: Package;
  readonly at: string;
  readonly says: string;
};
export type GuestEdge = {
  readonly from: Package;
  readonly guest: string;
  readonly at: string;
  readonly says: string;
};

/** Law and workspace together, every import followed: what the rules look at. */
export type House = {
  readonly law: Law;
  readonly packages: readonly Package[];
  readonly links: readonly Link[];
  /** What production code knows of our packages. */
  readonly edges: readonly Edge[];
  /** What production code knows of third parties and of Node. */
  readonly guests: readonly GuestEdge[];
};

export function buildHouse(law: Law, packages: readonly Package[]): House {
  const byName = new Map(packages.map((owner) => [owner.name, owner]));
  const links = packages.flatMap((from) =>
    from.files
      .filter((file) => !isStray(law, from, file))
      .flatMap(({ path, imports }) =>
        imports.map((found) => ({
          from,
          file: path,
          import: found,
          target: targetOf(found.specifier, path, from, packages, byName),
          free: isFree(law, path),
        })),
      ),
  );
  const bound = links.filter(({ free }) => !free);
  const declared = packages
    .filter((owner) => !isWhollyFree(law, owner))
    .flatMap((from) =>
      from.dependencies.filter(isProduction).map((dependency) => ({
        from,
        name: dependency.name,
        at: `${manifestOf(from)}:${dependency.line}`,
        says: `declares ${dependency.name}`,
      })),
    );

  const edges = [
    ...bound.flatMap((link) =>
      link.target.kind === "package" && link.target.to !== link.from
        ? [{ from: link.from, to: link.target.to, ...saying(link) }]
        : [],
    ),
    ...declared.flatMap(({ from, name, at, says }) => {
      const to = byName.get(name);
      return to === undefined ? [] : [{ from, to, at, says }];
    }),
  ];
  const guests = [
    ...bound.flatMap((link) =>
      link.target.kind === "guest" || link.target.kind === "builtin"
        ? [{ from: link.from, guest: link.target.name, ...saying(link) }]
        : [],
    ),
    ...declared.flatMap(({ from, name, at, says }) =>
      byName.has(name) ? [] : [{ from, guest: name, at, says }],
    ),
  ];
  return { law, packages, links, edges, guests };
}

/** `file:line` and `imports x`, the start of every message. */
export function saying(link: Link): { readonly at: string; readonly says: string } {
  return { at: `${link.file}:${link.import.line}`, says: `imports ${link.import.specifier}` };
}

/** The root, a workspace under test/ and the testkit have no production code at all. */
export function isWhollyFree(law: Law, { folder }: Package): boolean {
  return folder === "" || isFree(law, `${folder}/package.json`);
}

/** Code that is neither in a workspace nor test code: it has no floor yet, so that is all one can say of it. */
export function isStray(law: Law, { folder }: Package, { path }: SourceFile): boolean {
  return folder === "" && !isFree(law, path);
}

export function isProduction({ kind }: Dependency): boolean {
  return kind !== "devDependencies";
}

export function manifestOf({ folder }: Package): string {
  return posix.join(folder, "package.json");
}

/** For messages: folders are what the law speaks of, and the root has no other name. */
export function titleOf({ folder }: Package): string {
  return folder === "" ? "the root" : folder;
}

function targetOf(
  specifier: string,
  path: string,
  from: Package,
  packages: readonly Package[],
  byName: ReadonlyMap<string, Package>,
): Target {
  if (specifier.startsWith(".") || specifier.startsWith("/")) {
    const file = posix.join(posix.dirname(path), specifier);
    const owner = ownerOf(file, packages);
    return owner === from ? { kind: "own-file", file } : { kind: "outside", file, owner };
  }
  if (isBuiltin(specifier)) return { kind: "builtin", name: `node:${specifier.replace(/^node:/, "")}` };
  const [name, entry] = splitSpecifier(specifier);
  const to = byName.get(name);
  if (to === undefined) return { kind: "guest", name };
  return { kind: "package", to, entry, file: to.entries.get(entry) };
}

/** The innermost workspace that holds the file. */
function ownerOf(file: string, packages: readonly Package[]): Package | undefined {
  if (file.startsWith("../")) return undefined;
  return packages
    .filter(({ folder }) => folder === "" || file.startsWith(`${folder}/`))
    .reduce<Package | undefined>(
      (deepest, candidate) =>
        deepest === undefined || candidate.folder.length > deepest.folder.length ? candidate : deepest,
      undefined,
    );
}

/** `@concordat/json/digest` becomes `@concordat/json` and `./digest`. */
function splitSpecifier(specifier: string): readonly [name: string, entry: string] {
  const segments = specifier.split("/");
  const length = specifier.startsWith("@") ? 2 : 1;
  return [segments.slice(0, length).join("/"), ["."].concat(segments.slice(length)).join("/")];
}
