import type { AST } from "@eslint-community/regexpp";
import { complement, intersect, type Language, leaf } from "../language.ts";
import { irregularIn } from "./irregular.ts";
import { nfaOf } from "./nfa.ts";
import type { Opaque } from "./parse-pattern.ts";
import { automatonOfNfa } from "./subsets.ts";

/**
 * One alternative of a whole pattern, with the look-arounds at its ends taken out.
 *
 * A look-ahead beside a leading `^` speaks of the whole word, whatever the rest does, and so does a look-behind beside
 * a trailing `$`: `^(?=.*\d)(?!admin).{8,}$` is an intersection. In the middle, or at an end that is not anchored, what
 * it speaks of depends on where the rest has matched; such a pattern stays opaque.
 */
export function languageOfAlternative({ elements }: AST.Alternative): Language | Opaque {
  const startsAt = firstIndex(elements, (element) => !isAssertion(element, "start", "lookahead"));
  const endsAt = Math.max(
    startsAt,
    1 + elements.findLastIndex((it) => !isAssertion(it, "end", "lookbehind")),
  );
  const head = elements.slice(0, startsAt);
  const tail = elements.slice(endsAt);
  const fromStart = head.some((element) => isAssertion(element, "start"));
  const toEnd = tail.some((element) => isAssertion(element, "end"));

  // What is not anchored stays where it was, to be judged with the rest.
  const rest = [...(fromStart ? [] : head), ...elements.slice(startsAt, endsAt), ...(toEnd ? [] : tail)];
  const outer = [...(fromStart ? head : []), ...(toEnd ? tail : [])].filter(isLookAround);
  const irregular = irregularIn([...rest, ...outer.flatMap(({ alternatives }) => alternatives)]);
  if (irregular !== undefined) return { reason: irregular };
  return intersect(partOf([rest], fromStart, toEnd), ...outer.map(languageOfLookAround));
}

function languageOfLookAround(node: AST.LookaroundAssertion): Language {
  const isAhead = node.kind === "lookahead";
  const alternatives = node.alternatives.map(({ elements }) => elements);
  const language = partOf(alternatives, isAhead, !isAhead);
  return node.negate ? complement(language) : language;
}

function partOf(alternatives: readonly AST.Element[][], fromStart: boolean, toEnd: boolean): Language {
  const source = alternatives.map((elements) => elements.map(({ raw }) => raw).join("")).join("|");
  const role = `part ${fromStart ? "^" : ""}${toEnd ? "$" : ""}`;
  return leaf(`${role} ${JSON.stringify(source)}`, automatonOfNfa(nfaOf({ alternatives, fromStart, toEnd })));
}

function isAssertion(element: AST.Element, ...kinds: readonly AST.Assertion["kind"][]): boolean {
  return element.type === "Assertion" && kinds.includes(element.kind);
}

function isLookAround(element: AST.Element): element is AST.LookaroundAssertion {
  return isAssertion(element, "lookahead", "lookbehind");
}

function firstIndex<Member>(list: readonly Member[], is: (member: Member) => boolean): number {
  const index = list.findIndex(is);
  return index === -1 ? list.length : index;
}
