import { type AST, visitRegExpAST } from "@eslint-community/regexpp";

/**
 * The first construct that makes a part of a pattern more than a regular language, or merely more than we translate.
 * Loosely read, look-arounds and back-references do no harm; see `looseLanguageOf`.
 */
export function irregularIn(
  elements: readonly AST.Node[],
  reading: "exactly" | "loosely" = "exactly",
): string | undefined {
  const isLoose = reading === "loosely";
  let found: string | undefined;
  const names = new Set<string>();
  for (const element of elements)
    visitRegExpAST(element, {
      onAssertionEnter(node) {
        if (!isLoose && (node.kind === "lookahead" || node.kind === "lookbehind"))
          found ??= `${node.raw} looks around in the middle of the pattern`;
      },
      onBackreferenceEnter(node) {
        if (!isLoose) found ??= `${node.raw} refers back to what a group has matched`;
      },
      onCharacterEnter: ({ raw }) => void names.add(raw),
      onCharacterClassEnter: ({ raw }) => void names.add(raw),
      onGroupEnter(node) {
        if (node.modifiers !== null) found ??= `${node.raw} changes the flags`;
      },
    });
  if (found === undefined && names.size > mostNames) return `it names more than ${mostNames} characters`;
  return found ?? (sizeOf(elements) > largest ? "its counts multiply to too many states" : undefined);
}

/** What keeps so many characters apart needs tables of their square. */
const mostNames = 1000;

/** Counted repetitions are written out, so their product is what a pattern costs. */
const largest = 150_000;

function sizeOf(elements: readonly AST.Node[]): number {
  let size = 0;
  for (const element of elements) size += sizeOfNode(element);
  return size;
}

function sizeOfNode(node: AST.Node): number {
  switch (node.type) {
    case "Alternative":
      return 1 + sizeOf(node.elements);
    case "Group":
    case "CapturingGroup":
      return 1 + sizeOf(node.alternatives);
    case "Quantifier": {
      const times = Number.isFinite(node.max) ? node.max : node.min + 1;
      return 1 + times * (1 + sizeOfNode(node.element));
    }
    case "Assertion":
      return "alternatives" in node ? 1 + sizeOf(node.alternatives) : 1;
    default:
      return 1;
  }
}
