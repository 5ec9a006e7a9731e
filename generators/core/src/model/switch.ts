import { isArray, isObject, type Json } from "@concordat/json";
import type { ResolvedSchema } from "@concordat/schema";
import type { NodeReader } from "./node.ts";
import {
  absentPart,
  type Case,
  type ChoicePart,
  choicePart,
  kinds,
  kindsPart,
  memberPart,
  otherThanPart,
  presentPart,
  type Scalar,
  schemaPart,
  takenPart,
  type Way,
} from "./part.ts";
import { isScalar } from "./shape.ts";

/** Reads a condition as a case; `undefined` where it asks for more than one member's value. */
export function caseOf(
  choice: string,
  condition: ResolvedSchema,
  consequence: Way,
  read: NodeReader,
): Case | undefined {
  const { said, below } = read(condition);
  const keywords = Object.keys(said).filter((name) => !["title", "description", "$comment"].includes(name));
  if (!keywords.every((name) => ["properties", "required", "type"].includes(name))) return undefined;
  if (said.type !== undefined && said.type !== "object") return undefined;
  const [tested, ...others] = below("properties");
  if (tested?.key === undefined || others.length > 0) return undefined;
  const required = said.required !== undefined && isArray(said.required) ? said.required : [];
  if (required.some((name) => name !== tested.key)) return undefined;
  const values = valuesOf(tested.schema.schema);
  if (values === undefined) return undefined;
  return {
    choice,
    member: tested.key,
    values,
    condition,
    consequence,
    needsMember: required.length > 0,
    needsObject: said.type === "object",
  };
}

function valuesOf(schema: Json): readonly Scalar[] | undefined {
  if (
    !isObject(schema) ||
    !Object.keys(schema).every((name) => ["const", "enum", "type", "title", "description"].includes(name))
  )
    return undefined;
  const values = schema.const === undefined ? schema.enum : [schema.const];
  return values !== undefined && isArray(values) && values.length > 0 && values.every(isScalar)
    ? values
    : undefined;
}

/**
 * Conditions on values of one member, of which no two hold at once, as one choice: a way for each, and one for all other values.
 * As choices by themselves they would double the ways with each condition.
 */
export function withSwitches(choices: readonly ChoicePart[]): readonly ChoicePart[] {
  const byMember = Map.groupBy(
    choices.filter((choice) => choice.case !== undefined),
    (choice) => choice.case?.member,
  );
  const joined = new Map<ChoicePart, ChoicePart | undefined>();
  for (const group of byMember.values()) {
    const cases = group.flatMap((choice) => choice.case ?? []);
    const values = cases.flatMap((each) => each.values);
    if (group.length < 2 || new Set(values).size < values.length) continue;
    for (const [index, choice] of group.entries())
      joined.set(choice, index === 0 ? switchOf(cases, group.map(({ key }) => key).join(" + ")) : undefined);
  }
  return choices.flatMap((choice) => (joined.has(choice) ? (joined.get(choice) ?? []) : choice));
}

function switchOf(cases: readonly Case[], key: string): ChoicePart {
  const member = cases[0]?.member ?? "";
  const object = kindsPart(["object"]);
  const present = [object, presentPart(member)];
  const others = memberPart(member, otherThanPart(cases.flatMap(({ values }) => values)));
  /** What follows where these conditions hold and all others do not. */
  const holding = (holds: (of: Case) => boolean): Way =>
    cases.flatMap((each) => [
      ...(holds(each) ? each.consequence : []),
      takenPart(each.choice, holds(each) ? 0 : 1),
    ]);
  const ways: readonly Way[] = [
    ...cases.map(
      (each): Way => [...present, schemaPart(each.condition), ...holding((other) => other === each)],
    ),
    [...present, others, ...holding(() => false)],
    [object, absentPart(member), ...holding(({ needsMember }) => !needsMember)],
    [kindsPart(kinds.filter((kind) => kind !== "object")), ...holding(({ needsObject }) => !needsObject)],
  ];
  return choicePart(`switch ${key}`, ways);
}
