import { assertions, matches, missing } from "./assertions.ts";
import { eachItem, eachMember } from "./loops.ts";
import {
  below,
  hasMember,
  isMembers,
  pathOf,
  placeOf,
  type Shape,
  type ShapeMembers,
  type Visit,
  within,
} from "./shape.ts";

/**
 * Finds everything that is wrong with a value, in the order and the words of the live validator.
 *
 * An emitted validator first asks code that only says yes or no. What was refused is looked at again here, by walking the
 * shape: that is slower, and it spares each contract the code that would put together its own problems.
 */
export function judge(visit: Visit): void {
  const { shape, data } = visit;
  if (shape === true) return;
  for (const keyword of Object.keys(shape)) {
    const applicator = applicators[keyword];
    if (applicator !== undefined) applicator(shape[keyword] as never, visit, shape);
    else {
      const found = assertions[keyword]?.(shape[keyword] as never, data, shape);
      if (Array.isArray(found)) for (const params of found) report(keyword, params, visit);
      else if (found !== undefined) report(keyword, found, visit);
    }
  }
}

function report(keyword: string, params: object, visit: Visit): void {
  const { data, propertyName, raws } = visit;
  const parentSchema = visit.shape as ShapeMembers;
  const closedAt = keyword === "additionalProperties" ? parentSchema.closedAt : undefined;
  raws.push({
    instancePath: pathOf(visit),
    schemaPath: closedAt ?? `${placeOf(visit)}/${keyword}`,
    keyword,
    params: params as Readonly<Record<string, unknown>>,
    parentSchema,
    data,
    ...(propertyName === undefined ? {} : { propertyName }),
  });
}

/** Whether nothing is wrong. What was found is forgotten. */
function accepts(visit: Visit): boolean {
  const raws: Visit["raws"] = [];
  judge({ ...visit, raws });
  return raws.length === 0;
}

type Shapes = Readonly<Record<string, Shape>>;

const applicators: Readonly<Record<string, (argument: never, visit: Visit, shape: ShapeMembers) => void>> = {
  $ref: (target: () => Shape, visit) => judge(within(visit, target())),
  allOf: (parts: readonly Shape[], visit) => {
    for (const [index, part] of parts.entries()) judge(within(visit, part, "allOf", index));
  },
  anyOf: (branches: readonly Shape[], visit) => {
    const { raws } = visit;
    const before = raws.length;
    const ends: number[] = [];
    for (const [index, branch] of branches.entries()) {
      const start = raws.length;
      judge(within(visit, branch, "anyOf", index));
      ends.push(raws.length - before);
      if (raws.length > start) continue;
      raws.length = before;
      return;
    }
    report("anyOf", { inside: raws.length - before, ends }, visit);
  },
  oneOf: (branches: readonly Shape[], visit) => {
    const { raws } = visit;
    const before = raws.length;
    const ends = branches.map(() => 0);
    const passing: number[] = [];
    for (const [index, branch] of branches.entries()) {
      const start = raws.length;
      judge(within(visit, branch, "oneOf", index));
      ends[index] = raws.length - before;
      if (raws.length === start && passing.push(index) === 2) break;
    }
    const params = {
      inside: raws.length - before,
      ends,
      passing: passing.length === 2 ? passing : undefined,
    };
    if (passing.length === 1) raws.length = before;
    else report("oneOf", params, visit);
  },
  not: (other: Shape, visit) => {
    if (accepts(within(visit, other, "not"))) report("not", {}, visit);
  },
  if: (condition: Shape, visit, shape) => {
    const keyword = accepts(within(visit, condition, "if")) ? "then" : "else";
    const before = visit.raws.length;
    judge(within(visit, (shape[keyword] ?? true) as Shape, keyword));
    if (visit.raws.length > before) report("if", {}, visit);
  },
  dependencies: (needs: Readonly<Record<string, Shape | readonly string[]>>, visit) => {
    const { data } = visit;
    if (!isMembers(data)) return;
    const present = Object.entries(needs).filter(([name]) => name !== "__proto__" && hasMember(data, name));
    for (const [name, need] of present)
      if (isNames(need))
        for (const params of missing(data, need, name)) report("dependencies", params, visit);
    for (const [name, need] of present) if (!isNames(need)) judge(within(visit, need, "dependencies", name));
  },
  dependentSchemas: (needs: Shapes, visit) => {
    const { data } = visit;
    if (!isMembers(data)) return;
    for (const [name, need] of Object.entries(needs))
      if (hasMember(data, name)) judge(within(visit, need, "dependentSchemas", name));
  },
  prefixItems: (prefix: readonly Shape[], visit) => judgePrefix(prefix, visit, "prefixItems"),
  items: (items: Shape | readonly Shape[] | false, visit, shape) => {
    if (Array.isArray(items)) judgePrefix(items, visit, "items");
    else judgeRest(items as Shape | false, lengthOf(shape.prefixItems), visit, "items");
  },
  additionalItems: (items: Shape | false, visit, shape) => {
    if (Array.isArray(shape.items)) judgeRest(items, shape.items.length, visit, "additionalItems");
  },
  contains: (item: Shape, visit, shape) => {
    const { data } = visit;
    if (!Array.isArray(data)) return;
    const { minContains = 1, maxContains } = shape as { minContains?: number; maxContains?: number };
    const isEach = isAlwaysTrue(item);
    let found = isEach ? data.length : 0;
    for (const index of isEach ? [] : data.keys()) {
      if (maxContains === undefined ? found >= minContains : found > maxContains) break;
      if (accepts(below(visit, item, index, "contains"))) found += 1;
    }
    if (found < minContains || found > (maxContains ?? found))
      report("contains", { minContains, maxContains, found }, visit);
  },
  propertyNames: (names: Shape, visit) => {
    eachMember(visit, (name) => {
      const before = visit.raws.length;
      judge({ ...within(visit, names, "propertyNames"), data: name, propertyName: name });
      if (visit.raws.length > before) report("propertyNames", { propertyName: name }, visit);
    });
  },
  properties: (properties: Shapes, visit) => {
    const { data } = visit;
    if (!isMembers(data)) return;
    for (const name of Object.keys(properties)) {
      const property = properties[name] as Shape;
      if (property !== true && hasMember(data, name)) judge(below(visit, property, name, "properties", name));
    }
  },
  patternProperties: (patterns: Shapes, visit) => {
    for (const [pattern, property] of Object.entries(patterns))
      eachMember(visit, (name) => {
        if (matches(pattern, name)) judge(below(visit, property, name, "patternProperties", pattern));
      });
  },
  additionalProperties: (others: Shape | false, visit, shape) => {
    const { properties = {}, patternProperties = {} } = shape as Record<string, Shapes>;
    const patterns = Object.keys(patternProperties);
    eachMember(visit, (name) => {
      if (Object.hasOwn(properties, name) || patterns.some((pattern) => matches(pattern, name))) return;
      if (others === false) report("additionalProperties", { additionalProperty: name }, visit);
      else judge(below(visit, others, name, "additionalProperties"));
    });
  },
};

function judgePrefix(prefix: readonly Shape[], visit: Visit, keyword: string): void {
  if (!Array.isArray(visit.data)) return;
  for (const [index, item] of prefix.slice(0, visit.data.length).entries())
    judge(below(visit, item, index, keyword, index));
}

function judgeRest(rest: Shape | false, start: number, visit: Visit, keyword: string): void {
  if (rest !== false) eachItem(visit, start, (index) => judge(below(visit, rest, index, keyword)));
  else if (Array.isArray(visit.data) && visit.data.length > start) report(keyword, { limit: start }, visit);
}

/** Nothing is asked of the items, so all of them are counted, also beyond what is too many. */
function isAlwaysTrue(shape: Shape): boolean {
  return shape === true || Object.keys(shape).every((keyword) => keyword === "at");
}

function isNames(need: Shape | readonly string[]): need is readonly string[] {
  return Array.isArray(need);
}

function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0;
}
