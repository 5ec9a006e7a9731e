import type { AST } from "@eslint-community/regexpp";
import { charactersOfProperty, digits, notLineTerminators, spaces, wordCharacters } from "../sets/classes.ts";
import { type CodePoints, codePoints, complement, noCharacter, union } from "../sets/code-points.ts";

type OneCharacter =
  | AST.Character
  | AST.CharacterSet
  | AST.CharacterClass
  | AST.CharacterClassElement
  | AST.ExpressionCharacterClass;

/** The characters that a part of a pattern matches when it matches exactly one. */
export function charactersOf(node: OneCharacter): CodePoints {
  switch (node.type) {
    case "Character":
      return codePoints([node.value, node.value]);
    case "CharacterClassRange":
      return codePoints([node.min.value, node.max.value]);
    case "CharacterClass": {
      const members = union(...node.elements.map(charactersOf));
      return node.negate ? complement(members) : members;
    }
    case "CharacterSet":
      return charactersOfSet(node);
    default:
      // Only the flag v has nested classes and strings in classes, and the parser was told that it is not set.
      return noCharacter;
  }
}

function charactersOfSet(node: AST.CharacterSet): CodePoints {
  switch (node.kind) {
    case "any":
      return notLineTerminators;
    case "digit":
      return node.negate ? complement(digits) : digits;
    case "space":
      return node.negate ? complement(spaces) : spaces;
    case "word":
      return node.negate ? complement(wordCharacters) : wordCharacters;
    case "property":
      return charactersOfProperty(node.raw);
  }
}
