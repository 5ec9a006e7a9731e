import { isArray, isObject, type Json } from "@concordat/json";

/** A place in a value. */
export type Way = readonly (string | number)[];

/**
 * Values that look like an example with one thing changed. First the example itself, which may break what is new; then
 * with what the raw witness has at the place in question, or at a place around it, least first. Where the raw witness has
 * nothing there, neither has the value. An example that would break something else besides takes from the raw witness,
 * which does not, what that has at those places.
 */
export function* changedExamples(
  examples: readonly Json[],
  raw: Json,
  way: Way,
  elsewhere: readonly Way[],
): Generator<Json> {
  const mended = examples.map((example) =>
    elsewhere.reduce((sofar, place) => withChange(sofar, raw, place) ?? sofar, example),
  );
  const all = [...examples, ...mended];
  yield* all;
  for (let length = way.length; length > 0; length--)
    for (const example of all) {
      const changed = withChange(example, raw, way.slice(0, length));
      if (changed !== undefined) yield changed;
    }
}

/** `undefined` where the example has no such place. */
function withChange(example: Json, raw: Json, way: Way): Json | undefined {
  const [token, ...rest] = way;
  if (token === undefined) return raw;
  if (typeof token === "number") {
    if (!isArray(example) || !isArray(raw) || token >= raw.length || token > example.length) return undefined;
    const item =
      rest.length === 0 || token === example.length ? raw[token] : below(example[token], raw[token], rest);
    return item === undefined ? undefined : example.toSpliced(token, 1, item);
  }
  if (!isObject(example) || !isObject(raw)) return undefined;
  const has = Object.hasOwn(raw, token);
  if (!has) return Object.fromEntries(Object.entries(example).filter(([name]) => name !== token));
  const isNew = !Object.hasOwn(example, token);
  const member = rest.length === 0 || isNew ? raw[token] : below(example[token], raw[token], rest);
  if (member === undefined) return undefined;
  return isNew
    ? Object.fromEntries([...Object.entries(example), [token, member]])
    : Object.fromEntries(Object.entries(example).map(([name, old]) => [name, name === token ? member : old]));
}

function below(example: Json | undefined, raw: Json | undefined, way: Way) {
  return example === undefined || raw === undefined ? undefined : withChange(example, raw, way);
}
