import { posix } from "node:path";
import { Code } from "@concordat/gen-core";

/** What all SDKs stand on. */
export const runtime = "@concordat/runtime/sdk";

/** A name from another module, as a value or for types only. */
export function imported(
  name: string,
  from: string,
  { typeOnly = false, as }: { readonly typeOnly?: boolean; readonly as?: string } = {},
): Code {
  return Code.of({
    kind: "import",
    import: { name, from, ...(typeOnly && { typeOnly }), ...(as !== undefined && { as }) },
  });
}

/** How a file names another file of the package; both from the package's root, without ending. */
export function between(from: string, to: string, ending: string): string {
  const path = posix.relative(posix.dirname(from), to);
  return `${path.startsWith(".") ? path : `./${path}`}${ending}`;
}
