import {
  type Code,
  group,
  indent,
  join,
  type ListType,
  lineOrNothing,
  type Type,
  whenBroken,
} from "@concordat/gen-core";
import { tokens } from "../language/tokens.ts";
import type { Binding } from "./union-code.ts";

/** How many items are written one by one before counting them stops helping anybody. */
const mostCounted = 6;

/** An array where only the items have a type, a tuple where their places or their number have one. */
export function printList(
  { first, rest, atLeast, atMost = Number.POSITIVE_INFINITY }: ListType,
  areCounted: boolean,
  print: (type: Type, binding: Binding) => Code,
): Code {
  const isBounded = areCounted && (atLeast > 0 || atMost <= mostCounted);
  if (rest !== undefined && first.length === 0 && !isBounded)
    return join([tokens.readonly, print(rest, "tight"), tokens.brackets]);
  const items = first.map((type, index) => item(type, index < atLeast));
  if (rest !== undefined) {
    const isEnded = isBounded && atMost <= mostCounted;
    const counted = isEnded ? atMost : isBounded ? Math.min(atLeast, mostCounted) : 0;
    for (let index = first.length; index < counted; index += 1) items.push(item(rest, index < atLeast));
    if (!isEnded) items.push(join([tokens.spread, print(rest, "tight"), tokens.brackets]));
  }
  return join([tokens.readonly, tuple(items)]);

  function item(type: Type, isRequired: boolean): Code {
    return isRequired ? print(type, "loose") : join([print(type, "tight"), tokens.question]);
  }
}

function tuple(items: readonly Code[]): Code {
  if (items.length === 0) return tokens.brackets;
  const inside = indent(lineOrNothing, join(items, tokens.comma));
  return group(tokens.openBracket, inside, whenBroken(","), lineOrNothing, tokens.closeBracket);
}
