import { realpathSync } from "node:fs";
import { isAbsolute, join, posix, relative, sep } from "node:path";
import type { ConcordatError } from "@concordat/errors";
import { schemaErrors } from "@concordat/schema";

/** What a reference names, before anything is opened: a file of the project, and a fragment in it. */
export type Target = { readonly file: string; readonly fragment: string };

export type TargetContext = {
  /** The file that holds the reference. */
  readonly file: string;
  /** The project's folder; none where the files lie in no folder, and then no link leads out of it. */
  readonly root: string | undefined;
  /** The file of a contract, by its `$id`. */
  readonly fileOfUri: (uri: string) => string | undefined;
  /** Place of the reference, for messages. */
  readonly at: string;
};

/**
 * References lead to files of the project, or name a contract by its `$id`. Nothing is fetched, and nothing outside of
 * the project is opened, whatever way it is spelled.
 */
export function resolveTarget(ref: string, context: TargetContext): Target | ConcordatError {
  const { file, root, fileOfUri, at } = context;
  const unresolved = (reason: string) => schemaErrors.SCHEMA_REF_UNRESOLVED({ at, ref, reason });
  const hash = ref.indexOf("#");
  const address = hash < 0 ? ref : ref.slice(0, hash);
  const fragment = hash < 0 ? "" : ref.slice(hash + 1);
  if (address === "") return { file, fragment };
  if (address.startsWith("//")) return schemaErrors.SCHEMA_REF_REMOTE({ at, ref, uri: ref });
  const absolute = URL.parse(address);
  if (absolute !== null) {
    const known = fileOfUri(address);
    if (known !== undefined) return { file: known, fragment };
    return absolute.protocol === "http:" || absolute.protocol === "https:"
      ? schemaErrors.SCHEMA_REF_REMOTE({ at, ref, uri: address })
      : schemaErrors.SCHEMA_REF_SCHEME({ at, ref, scheme: absolute.protocol });
  }
  const decoded = decode(address);
  if (decoded === undefined) return unresolved("its percent-encoding is broken");
  // A backslash separates on Windows only; nobody's reference should mean two things.
  if (decoded.startsWith("/") || /[\\\0]/.test(decoded)) return unresolved("it is no relative path");
  const path = posix.join(posix.dirname(file), decoded);
  if (path.startsWith("../") || (root !== undefined && leadsOut(path, root)))
    return unresolved("it leads out of the project's folder");
  return { file: path, fragment };
}

/** By a symbolic link, at any place of the path. A path that does not exist leads nowhere. */
function leadsOut(path: string, root: string): boolean {
  try {
    const inside = relative(realpathSync(root), realpathSync(join(root, path)));
    return inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside);
  } catch {
    return false;
  }
}

/** Percent-decoded; `undefined` where that is impossible. */
export function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
