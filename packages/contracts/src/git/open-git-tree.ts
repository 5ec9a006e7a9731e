import { contractErrors } from "../errors.ts";
import { runGit } from "./run-git.ts";

/** The files of a folder as they were at one commit. Nothing is checked out, and the index is not looked at. */
export type GitTree = {
  /** The commit's full id. */
  readonly commit: string;
  /** Paths from the folder, forward slashes, in git's order. */
  readonly files: readonly string[];
  /** The bytes of each file that is there; of several, one process reads all. */
  read(files: readonly string[]): ReadonlyMap<string, Uint8Array>;
};

/**
 * Opens a folder at a commit, branch or tag. The folder need not be the top of its repository.
 *
 * @throws {ContractError} GIT_MISSING, GIT_NO_REPOSITORY, GIT_REF_UNKNOWN, BASE_WITHOUT_CATALOGUE, GIT_FAILED
 */
export function openGitTree(folder: string, ref: string): GitTree {
  const prefix = prefixOf(folder);
  const commit = resolve(folder, `${ref}^{commit}`);
  if (commit === undefined) throw contractErrors.GIT_REF_UNKNOWN({ ref });
  const tree = resolve(folder, `${commit}:${prefix}`);
  if (tree === undefined)
    throw contractErrors.BASE_WITHOUT_CATALOGUE({ base: ref, where: `a folder ${prefix}` });
  const blobs = listBlobs(folder, tree);
  return {
    commit,
    files: [...blobs.keys()],
    read: (files) => {
      const wanted = files.flatMap((file) => {
        const blob = blobs.get(file);
        return blob === undefined ? [] : [{ file, blob }];
      });
      const contents = readBlobs(
        folder,
        wanted.map(({ blob }) => blob),
      );
      return new Map(wanted.map(({ file }, index) => [file, contents[index] ?? new Uint8Array()]));
    },
  };
}

/** Where the folder lies in its repository, without the last slash. */
function prefixOf(folder: string): string {
  const found = runGit(folder, ["rev-parse", "--show-prefix"]);
  if ("out" in found) return found.out.toString().replace(/\/?\n$/, "");
  if (found.said.startsWith("not a git repository")) throw contractErrors.GIT_NO_REPOSITORY({ folder });
  throw contractErrors.GIT_FAILED({ what: "find the repository", said: found.said });
}

/** The id of the one object that the name means; an exclusion (`^main`) means none, though git answers to it. */
function resolve(folder: string, name: string): string | undefined {
  const found = runGit(folder, ["rev-parse", "--verify", "--quiet", "--end-of-options", name]);
  const id = "out" in found ? found.out.toString().trim() : "";
  return /^[0-9a-f]{40,64}$/.test(id) ? id : undefined;
}

/** Ordinary files only: a symbolic link is not followed, as in a folder, and a submodule is another repository. */
function listBlobs(folder: string, tree: string): ReadonlyMap<string, string> {
  const found = runGit(folder, ["ls-tree", "-r", "-z", "--full-tree", tree]);
  if (!("out" in found)) throw contractErrors.GIT_FAILED({ what: "list the files", said: found.said });
  const entries = found.out.toString().split("\0");
  return new Map(
    entries.flatMap((entry) => {
      const tab = entry.indexOf("\t");
      const [mode, , blob] = entry.slice(0, tab).split(" ");
      const isFile = mode === "100644" || mode === "100755";
      return isFile && blob !== undefined ? [[entry.slice(tab + 1), blob] as const] : [];
    }),
  );
}

/** In the order asked for. Each answer is a line `<id> blob <length>`, the bytes, and a line feed. */
function readBlobs(folder: string, blobs: readonly string[]): readonly Uint8Array[] {
  if (blobs.length === 0) return [];
  const found = runGit(folder, ["cat-file", "--batch"], `${blobs.join("\n")}\n`);
  if (!("out" in found)) throw contractErrors.GIT_FAILED({ what: "read the files", said: found.said });
  const { out } = found;
  let at = 0;
  return blobs.map((blob) => {
    const lineEnd = out.indexOf("\n", at);
    const [, kind, length] = out.toString("latin1", at, lineEnd).split(" ");
    // A partial clone without its remote lacks contents that it lists.
    if (kind !== "blob")
      throw contractErrors.GIT_FAILED({ what: "read the files", said: `it has no content for ${blob}` });
    const start = lineEnd + 1;
    at = start + Number(length) + 1;
    return out.subarray(start, at - 1);
  });
}
