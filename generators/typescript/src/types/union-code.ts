import { type Code, group, indent, join, lineOrNothing, whenBroken } from "@concordat/gen-core";
import { tokens } from "../language/tokens.ts";

/** How much a type must hold together: as it is, or in front of `[]` or `?` and beside `&`. */
export type Binding = "loose" | "tight";

/** On one line, or one alternative a line with a bar in front of each. */
export function unionCode(types: readonly Code[], binding: Binding): Code {
  const [only] = types;
  if (types.length === 1 && only !== undefined) return only;
  const alternatives = join(
    types.map((type) => indent(type)),
    tokens.bar,
  );
  const inside = indent(lineOrNothing, whenBroken("| "), alternatives);
  if (binding === "loose") return group(inside);
  return group(tokens.openParenthesis, inside, lineOrNothing, tokens.closeParenthesis);
}

export function bracketed(type: Code, binding: Binding): Code {
  return binding === "tight" ? join([tokens.openParenthesis, type, tokens.closeParenthesis]) : type;
}
