import { assertions, matches, missing } from "./assertions.ts";
import { eachItem, eachMember } from "./loops.ts";
import { below, hasMember, isMembers, type Shape, type ShapeMembers, type Visit, within } from "./shape.ts";

/**
 * Finds everything that is wrong with a value, in the order and the words of the live validator.
 *
 * An emitted validator first asks code that only says yes or no. What was refused is looked at again here, by walking the
 * shape: that is slower, and it spares each contract the code that would put together its own problems.
 */
export function judge(shape: Shape, visit: Visit): void {
  if (shape === true) return;
  const here = shape.at === undefined ? visit : { ...visit, place: shape.at };
  for (const keyword of Object.keys(shape)) {
    const applicator = applicators[keyword];
    if (applicator !== undefined) applicator(shape[keyword] as never, here, shape);
    else {
      const found = assertions[keyword]?.(shape[keyword] as never, visit.data, shape);
      if (found !== undefined) for (const params of [found].flat()) report(keyword, params, here, shape);
    }
  }
}

function report(keyword: string, params: object, visit: Visit, shape: ShapeMembers): void {
  const { path, place, data, propertyName, raws } = visit;
  const closedAt = keyword === "additionalProperties" ? shape.closedAt : undefined;
  raws.push({
    instancePath: path,
    schemaPath: closedAt ?? `${place}/${keyword}`,
    keyword,
    params: params as Readonly<Record<string, unknown>>,
    parentSchema: shape,
    data,
    ...(propertyName === undefined ? {} : { propertyName }),
  });
}

/** Whether nothing is wrong. What was found is forgotten. */
function accepts(shape: Shape, visit: Visit): boolean {
  const raws: Visit["raws"] = [];
  judge(shape, { ...visit, raws });
  return raws.length === 0;
}

type Shapes = Readonly<Record<string, Shape>>;

const applicators: Readonly<Record<string, (argument: never, visit: Visit, shape: ShapeMembers) => void>> = {
  $ref: (target: () => Shape, visit) => judge(target(), visit),
  allOf: (parts: readonly Shape[], visit) => {
    for (const [index, part] of parts.entries()) judge(part, within(visit, "allOf", index));
  },
  anyOf: (branches: readonly Shape[], visit, shape) => {
    const { raws } = visit;
    const before = raws.length;
    const ends: number[] = [];
    for (const [index, branch] of branches.entries()) {
      const start = raws.length;
      judge(branch, within(visit, "anyOf", index));
      ends.push(raws.length - before);
      if (raws.length > start) continue;
      raws.length = before;
      return;
    }
    report("anyOf", { inside: raws.length - before, ends }, visit, shape);
  },
  oneOf: (branches: readonly Shape[], visit, shape) => {
    const { raws } = visit;
    const before = raws.length;
    const ends = branches.map(() => 0);
    const passing: number[] = [];
    for (const [index, branch] of branches.entries()) {
      const start = raws.length;
      judge(branch, within(visit, "oneOf", index));
      ends[index] = raws.length - before;
      if (raws.length === start && passing.push(index) === 2) break;
    }
    const params = {
      inside: raws.length - before,
      ends,
      passing: passing.length === 2 ? passing : undefined,
    };
    if (passing.length === 1) raws.length = before;
    else report("oneOf", params, visit, shape);
  },
  not: (other: Shape, visit, shape) => {
    if (accepts(other, within(visit, "not"))) report("not", {}, visit, shape);
  },
  if: (condition: Shape, visit, shape) => {
    const keyword = accepts(condition, within(visit, "if")) ? "then" : "else";
    const before = visit.raws.length;
    judge((shape[keyword] ?? true) as Shape, within(visit, keyword));
    if (visit.raws.length > before) report("if", {}, visit, shape);
  },
  dependencies: (needs: Readonly<Record<string, Shape | readonly string[]>>, visit, shape) => {
    const { data } = visit;
    if (!isMembers(data)) return;
    const present = Object.entries(needs).filter(([name]) => name !== "__proto__" && hasMember(data, name));
    for (const [name, need] of present)
      if (isNames(need))
        for (const params of missing(data, need, name)) report("dependencies", params, visit, shape);
    for (const [name, need] of present) if (!isNames(need)) judge(need, within(visit, "dependencies", name));
  },
  dependentSchemas: (needs: Shapes, visit) => {
    const { data } = visit;
    if (!isMembers(data)) return;
    for (const [name, need] of Object.entries(needs))
      if (hasMember(data, name)) judge(need, within(visit, "dependentSchemas", name));
  },
  prefixItems: (prefix: readonly Shape[], visit) => judgePrefix(prefix, visit, "prefixItems"),
  items: (items: Shape | readonly Shape[] | false, visit, shape) => {
    if (Array.isArray(items)) judgePrefix(items, visit, "items");
    else judgeRest(items as Shape | false, lengthOf(shape.prefixItems), visit, shape, "items");
  },
  additionalItems: (items: Shape | false, visit, shape) => {
    if (Array.isArray(shape.items)) judgeRest(items, shape.items.length, visit, shape, "additionalItems");
  },
  contains: (item: Shape, visit, shape) => {
    const { data } = visit;
    if (!Array.isArray(data)) return;
    const { minContains = 1, maxContains } = shape as { minContains?: number; maxContains?: number };
    let found = 0;
    for (const index of data.keys()) {
      if (maxContains === undefined ? found >= minContains : found > maxContains) break;
      if (accepts(item, below(visit, index, "contains"))) found += 1;
    }
    if (found < minContains || found > (maxContains ?? found))
      report("contains", { minContains, maxContains, found }, visit, shape);
  },
  propertyNames: (names: Shape, visit, shape) => {
    eachMember(visit, (name) => {
      const before = visit.raws.length;
      judge(names, { ...within(visit, "propertyNames"), data: name, propertyName: name });
      if (visit.raws.length > before) report("propertyNames", { propertyName: name }, visit, shape);
    });
  },
  properties: (properties: Shapes, visit) => {
    const { data } = visit;
    if (!isMembers(data)) return;
    for (const [name, property] of Object.entries(properties))
      if (hasMember(data, name)) judge(property, below(visit, name, "properties", name));
  },
  patternProperties: (patterns: Shapes, visit) => {
    for (const [pattern, property] of Object.entries(patterns))
      eachMember(visit, (name) => {
        if (matches(pattern, name)) judge(property, below(visit, name, "patternProperties", pattern));
      });
  },
  additionalProperties: (others: Shape | false, visit, shape) => {
    const { properties = {}, patternProperties = {} } = shape as Record<string, Shapes>;
    const patterns = Object.keys(patternProperties);
    eachMember(visit, (name) => {
      if (Object.hasOwn(properties, name) || patterns.some((pattern) => matches(pattern, name))) return;
      if (others === false) report("additionalProperties", { additionalProperty: name }, visit, shape);
      else judge(others, below(visit, name, "additionalProperties"));
    });
  },
};

function judgePrefix(prefix: readonly Shape[], visit: Visit, keyword: string): void {
  if (!Array.isArray(visit.data)) return;
  for (const [index, item] of prefix.slice(0, visit.data.length).entries())
    judge(item, below(visit, index, keyword, index));
}

function judgeRest(
  rest: Shape | false,
  start: number,
  visit: Visit,
  shape: ShapeMembers,
  keyword: string,
): void {
  if (rest !== false) eachItem(visit, start, (index) => judge(rest, below(visit, index, keyword)));
  else if (Array.isArray(visit.data) && visit.data.length > start)
    report(keyword, { limit: start }, visit, shape);
}

function isNames(need: Shape | readonly string[]): need is readonly string[] {
  return Array.isArray(need);
}

function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0;
}
