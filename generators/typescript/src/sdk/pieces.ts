import {
  type Code,
  code,
  empty,
  group,
  indent,
  join,
  lineOrNothing,
  lineOrSpace,
  newline,
  whenBroken,
} from "@concordat/gen-core";
import { tokens } from "../language/tokens.ts";
import { typescript } from "../language/typescript.ts";

/** `export { one, two } from "./file.ts";` */
export function exportFrom(names: readonly Code[], from: string): Code {
  const list = group(
    code`{`,
    indent(lineOrSpace, join(names, tokens.comma)),
    whenBroken(","),
    lineOrSpace,
    code`}`,
  );
  return code`export ${list} from ${typescript.literal(from)};`;
}

export function exportTypeFrom(name: string, from: string): Code {
  return code`export type { ${typescript.identifier(name)} } from ${typescript.literal(from)};`;
}

/** `"one" | "two"`, a line each where they are many. */
export function unionOf(texts: readonly string[]): Code {
  const [only] = texts;
  if (only === undefined) return code`never`;
  if (texts.length === 1) return typescript.literal(only);
  return group(
    indent(
      lineOrNothing,
      whenBroken("| "),
      join(texts.map(typescript.literal), join([lineOrSpace, code`| ${empty}`])),
    ),
  );
}

/** `left = right`, the right on a line of its own where both are too long for one. */
export function broken(left: Code, right: Code): Code {
  return group(left, indent(lineOrSpace, right));
}

export function linesOf(parts: readonly Code[]): Code {
  return join(parts, newline);
}
