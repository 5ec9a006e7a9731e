import type { AST } from "@eslint-community/regexpp";
import {
  type CodePoints,
  codePoints,
  codePointsMatching,
  complement,
  union,
  withoutSurrogates,
} from "./code-points.ts";

// ECMA-262, CharacterClassEscape and the white space and line terminators of its grammar; \w stays ASCII because only
// the flags i and u together widen it.
const digits = codePoints([0x30, 0x39]);
const wordCharacters = codePoints([0x30, 0x39], [0x41, 0x5a], [0x5f, 0x5f], [0x61, 0x7a]);
const spaces = codePoints(
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
);
const lineTerminators = codePoints([0x0a, 0x0a], [0x0d, 0x0d], [0x2028, 0x2029]);

type SetNode =
  | AST.Character
  | AST.CharacterSet
  | AST.CharacterClass
  | AST.CharacterClassRange
  | AST.ExpressionCharacterClass;

/** What one position of the pattern may be, whichever of the many ways it was written in. */
export function codePointsOf(node: SetNode): CodePoints {
  return withoutSurrogates(membersOf(node));
}

function membersOf(node: SetNode): CodePoints {
  switch (node.type) {
    case "Character":
      return [[node.value, node.value]];
    case "CharacterClassRange":
      return [[node.min.value, node.max.value]];
    case "CharacterClass": {
      const members = union(...node.elements.map((element) => membersOf(element as SetNode)));
      return node.negate ? complement(members) : members;
    }
    case "CharacterSet":
      return membersOfEscape(node);
    case "ExpressionCharacterClass":
      throw new TypeError("set expressions belong to the flag v, which patterns are not read with");
  }
}

function membersOfEscape(node: AST.CharacterSet): CodePoints {
  if (node.kind === "any") return complement(lineTerminators);
  if (node.kind === "property") return codePointsMatching(node.raw);
  const members = { digit: digits, space: spaces, word: wordCharacters }[node.kind];
  return node.negate ? complement(members) : members;
}
