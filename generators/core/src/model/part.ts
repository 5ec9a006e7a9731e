import type { Json } from "@concordat/json";
import type { ResolvedSchema } from "@concordat/schema";

export type Kind = "null" | "boolean" | "number" | "string" | "array" | "object";

export const kinds: readonly Kind[] = ["null", "boolean", "number", "string", "array", "object"];

export type Scalar = string | number | boolean | null;

/**
 * Something that a value must be. A set of parts stands for the values that are all of them, and equal sets of keys stand for
 * equal sets of values; that is how recursion is found even where it runs through `allOf`.
 */
export type Part = { readonly key: string } & (
  | { readonly is: "schema"; readonly schema: ResolvedSchema }
  /** What the keywords of a schema say on their own, without those that lead to other schemas of the same value. */
  | { readonly is: "own"; readonly schema: ResolvedSchema }
  | { readonly is: "value"; readonly value: Json }
  | { readonly is: "kinds"; readonly kinds: readonly Kind[] }
  | { readonly is: "other-than"; readonly values: readonly Scalar[] }
  /** If it is an object, the member is there. */
  | { readonly is: "present"; readonly name: string }
  /** If it is an object, the member is not there. */
  | { readonly is: "absent"; readonly name: string }
  /** If it is an object and the member is there, the member is this. */
  | { readonly is: "member"; readonly name: string; readonly part: Part }
  /** If it is an object, these members may come, whatever they are: a place that was widened speaks of them. */
  | { readonly is: "mention"; readonly schema: ResolvedSchema }
  /** Says nothing of the value: of a choice of which only one way ever holds, this way was taken. */
  | { readonly is: "taken"; readonly choice: string; readonly index: number }
  /** Anything at all, of which the schema tells people something. */
  | { readonly is: "told"; readonly schema: ResolvedSchema }
  | { readonly is: "closing"; readonly schema: ResolvedSchema; readonly of: "object" | "array" }
  | {
      readonly is: "choice";
      readonly ways: readonly Way[];
      /** It may be forgotten where it would take too much room. */
      readonly isOptional: boolean;
      /** Set where it is a condition that may be joined with others. */
      readonly case?: Case;
    }
  | { readonly is: "never" }
);

export type ChoicePart = Extract<Part, { readonly is: "choice" }>;

/** Parts that hold together. */
export type Way = readonly Part[];

export const never: Part = { is: "never", key: "never" };

export const anything: Part = { is: "kinds", key: "anything", kinds };

export const schemaPart = (schema: ResolvedSchema): Part => ({ is: "schema", key: schema.key, schema });

export const ownPart = (schema: ResolvedSchema): Part => ({ is: "own", key: `own ${schema.key}`, schema });

export const mentionPart = (schema: ResolvedSchema): Part => ({
  is: "mention",
  key: `mention ${schema.key}`,
  schema,
});

export const toldPart = (schema: ResolvedSchema): Part => ({ is: "told", key: `told ${schema.key}`, schema });

export const takenPart = (choice: string, index: number): Part => ({
  is: "taken",
  key: `taken ${index} of ${choice}`,
  choice,
  index,
});

export const closingPart = (schema: ResolvedSchema, of: "object" | "array"): Part => ({
  is: "closing",
  key: `closing ${of} ${schema.key}`,
  schema,
  of,
});

export const valuePart = (value: Json): Part => ({
  is: "value",
  key: `value ${JSON.stringify(value)}`,
  value,
});

export const kindsPart = (these: readonly Kind[]): Part => ({
  is: "kinds",
  key: `kinds ${these.join()}`,
  kinds: these,
});

export const otherThanPart = (values: readonly Scalar[]): Part => ({
  is: "other-than",
  key: `other than ${JSON.stringify(values)}`,
  values,
});

export const presentPart = (name: string): Part => ({
  is: "present",
  key: `present ${JSON.stringify(name)}`,
  name,
});

export const absentPart = (name: string): Part => ({
  is: "absent",
  key: `absent ${JSON.stringify(name)}`,
  name,
});

export const memberPart = (name: string, part: Part): Part => ({
  is: "member",
  key: `member ${JSON.stringify(name)} ${part.key}`,
  name,
  part,
});

/** The key tells where it was written. */
export const choicePart = (key: string, ways: readonly Way[], isOptional = false): ChoicePart => ({
  is: "choice",
  key,
  ways,
  isOptional,
});

/**
 * "If this member has one of these values, then": a condition of the kind that schemas tell alternatives apart with.
 */
export type Case = {
  /** The key of its choice. */
  readonly choice: string;
  readonly member: string;
  readonly values: readonly Scalar[];
  readonly condition: ResolvedSchema;
  readonly consequence: Way;
  /** Whether the condition fails where the member is absent, or where there is no object at all. */
  readonly needsMember: boolean;
  readonly needsObject: boolean;
};

export const oneOfKey = ({ key }: ResolvedSchema): string => `oneOf ${key}`;

export const ifKey = ({ key }: ResolvedSchema): string => `if ${key}`;

/** What the set of parts is known by. */
export function keyOf(parts: readonly Part[]): string {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only.key;
  return parts
    .map(({ key }) => key)
    .sort()
    .join(" & ");
}

export function distinct(parts: readonly Part[]): readonly Part[] {
  return parts.length < 2 ? parts : [...new Map(parts.map((part) => [part.key, part])).values()];
}
