import type { Type } from "./type.ts";

export type UnionWorld = {
  /** What a reference stands for, as far as it is known yet; any other type stands for itself. */
  resolve(type: Type): Type | undefined;
  /** Whether a reference has a name that people shall read. */
  isNamed(type: Type): boolean;
};

type Resolve = UnionWorld["resolve"];

/** Any of these: once each, without those that others hold already; alternatives of alternatives come up. */
export function unionOf(types: readonly Type[], world: UnionWorld): Type {
  const { resolve } = world;
  const flat = new Map<string | Type, Type>();
  for (const type of types.flatMap((each) => alternativesOf(each, world))) {
    const known = resolve(type);
    if (known?.kind === "unknown") return { kind: "unknown" };
    if (known?.kind === "never") continue;
    const key = keyOf(type);
    flat.set(key, common(flat.get(key), type));
  }
  const left = nullLast(withoutHeld([...flat.values()], world));
  const [only] = left;
  if (only === undefined) return { kind: "never" };
  if (left.length === 1) return only;
  return isEverything(left, resolve) ? { kind: "unknown" } : { kind: "union", of: left };
}

/** As people write it. */
function nullLast(types: readonly Type[]): readonly Type[] {
  const isNull = ({ kind }: Type) => kind === "null";
  return types.some(isNull) ? [...types.filter((type) => !isNull(type)), ...types.filter(isNull)] : types;
}

function alternativesOf(type: Type, { resolve, isNamed }: UnionWorld): readonly Type[] {
  if (type.kind === "union") return type.of;
  if (type.kind !== "reference" || isNamed(type)) return [type];
  const known = resolve(type);
  return known?.kind === "union" ? known.of : [type];
}

/** Two numbers or two strings as one, of which only that is told which both say. */
function common(before: Type | undefined, type: Type): Type {
  if (before === undefined || before.kind !== type.kind) return type;
  if (before.kind === "string") return { kind: "string" };
  if (before.kind !== "number" || type.kind !== "number") return before;
  return { kind: "number", isInteger: before.isInteger && type.isInteger };
}

function keyOf(type: Type): string | Type {
  switch (type.kind) {
    case "reference":
      return `reference ${type.to}`;
    case "literal":
      return `literal ${JSON.stringify(type.value)}`;
    case "null":
    case "boolean":
    case "string":
    case "number":
      return type.kind;
    default:
      return type;
  }
}

function withoutHeld(types: readonly Type[], { resolve, isNamed }: UnionWorld): readonly Type[] {
  const present = new Set(types.map(({ kind }) => kind));
  const has = (kind: Type["kind"]) => present.has(kind);
  const values = new Set(types.map((type) => (type.kind === "literal" ? type.value : undefined)));
  const isBoolean = has("boolean") || (values.has(true) && values.has(false));
  const list = types.find((type) => isAnyList(resolve(type)));
  const object = types.find((type) => isAnyObject(resolve(type)));
  const left = types.filter((type) => {
    if (type.kind === "literal") {
      const kind = typeof type.value as "string" | "number" | "boolean";
      return !(kind === "boolean" ? isBoolean : has(kind));
    }
    // What has a name tells people something, even where the compiler learns nothing from it.
    if (isNamed(type)) return true;
    const known = resolve(type)?.kind;
    if (list !== undefined && known === "list") return type === list;
    return object === undefined || known !== "object" || type === object;
  });
  return isBoolean && !has("boolean") ? [{ kind: "boolean" }, ...left] : left;
}

function isEverything(types: readonly Type[], resolve: Resolve): boolean {
  const plain = new Set(types.map(({ kind }) => kind));
  return (
    plain.has("null") &&
    plain.has("boolean") &&
    plain.has("number") &&
    plain.has("string") &&
    types.some((type) => isAnyList(resolve(type))) &&
    types.some((type) => isAnyObject(resolve(type)))
  );
}

function isAnyList(type: Type | undefined): boolean {
  return (
    type?.kind === "list" &&
    type.first.length === 0 &&
    type.atLeast === 0 &&
    type.atMost === undefined &&
    type.rest?.kind === "unknown"
  );
}

function isAnyObject(type: Type | undefined): boolean {
  if (type?.kind !== "object" || type.members.length + type.patterns.length > 0) return false;
  return (
    type.others.are === "unmentioned" || (type.others.are === "typed" && type.others.type.kind === "unknown")
  );
}
