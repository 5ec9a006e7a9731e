import { isArray, isObject, type Json } from "@concordat/json";

/** How many values are made of one example; the first ones reach every member of a common event. */
const most = 100;

/**
 * The value itself, then values that differ from it in one place: a member gone, another type, a little more or less.
 * They lie on both sides of the schema's borders, which is where validators disagree.
 */
export function* nearby(value: Json): Generator<Json> {
  yield value;
  let count = 1;
  for (const [pointer, found] of placesIn(value))
    for (const other of variantsOf(found)) {
      if (count >= most) return;
      count += 1;
      yield replaced(value, pointer, other);
    }
}

/** Breadth first, so that a bound on the number costs the depths and not the later members. */
function* placesIn(root: Json): Generator<readonly [readonly (string | number)[], Json]> {
  const pending: (readonly [readonly (string | number)[], Json])[] = [[[], root]];
  for (const [path, value] of pending) {
    yield [path, value];
    if (isArray(value)) pending.push(...value.map((item, index) => [[...path, index], item] as const));
    else if (isObject(value))
      pending.push(...Object.entries(value).map(([name, member]) => [[...path, name], member] as const));
  }
}

function variantsOf(value: Json): readonly Json[] {
  if (isArray(value)) return [[], [...value, ...value], null];
  if (isObject(value)) {
    const names = Object.keys(value);
    const shorter = names.map((gone) =>
      Object.fromEntries(Object.entries(value).filter(([name]) => name !== gone)),
    );
    return [...shorter, null];
  }
  if (typeof value === "string") return ["", `${value}\n`, 0];
  return typeof value === "number" ? [-value, value + 0.5, String(value)] : [null, "true"];
}

function replaced(root: Json, path: readonly (string | number)[], by: Json): Json {
  const [step, ...rest] = path;
  if (step === undefined) return by;
  if (isArray(root)) return root.map((item, index) => (index === step ? replaced(item, rest, by) : item));
  if (!isObject(root)) return root;
  return Object.fromEntries(
    Object.entries(root).map(([name, member]) => [name, name === step ? replaced(member, rest, by) : member]),
  );
}
