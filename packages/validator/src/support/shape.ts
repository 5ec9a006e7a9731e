import type { RawProblem } from "./raw-problem.ts";

/**
 * A schema as an emitted validator carries it: made simple beforehand (`lowerSchema`), its keywords in the order in which
 * they are judged, its references functions. Where a schema stood is only written down (`at`) where the way from its
 * parent does not tell.
 */
export type Shape = true | ShapeMembers;

export type ShapeMembers = {
  readonly at?: string;
  /** Where the list of declared names stands in the contract, when a writer view made the one at hand. */
  readonly closedAt?: string;
  readonly [keyword: string]: unknown;
};

/**
 * A value and the shape that judges it, with the way that led there. Places are put together from it where a problem is
 * told of, since most of what is visited is fine.
 */
export type Visit = {
  readonly shape: Shape;
  readonly data: unknown;
  /** Where problems are put. */
  readonly raws: RawProblem[];
  readonly from: Visit | undefined;
  /** The steps down the schema; no keyword, when a reference was followed. */
  readonly keyword: string | undefined;
  readonly key: string | number | undefined;
  /** The step down the value, when there was one. */
  readonly step: string | number | undefined;
  /** Set while the name of a member is judged. */
  readonly propertyName: string | undefined;
};

/** The same value, judged by a schema inside of the one at hand. */
export function within(from: Visit, shape: Shape, keyword?: string, key?: string | number): Visit {
  const { data, raws, propertyName } = from;
  return { shape, data, raws, from, keyword, key, step: undefined, propertyName };
}

/** A member or an item, judged by a schema inside of the one at hand. */
export function below(
  from: Visit,
  shape: Shape,
  step: string | number,
  keyword: string,
  key?: string | number,
): Visit {
  const data = (from.data as Record<string | number, unknown>)[step];
  return { shape, data, raws: from.raws, from, keyword, key, step, propertyName: undefined };
}

/** JSON Pointer to the value. */
export function pathOf(visit: Visit): string {
  let path = "";
  // A loop: it stands at the end of a recursion that is as deep as the value, and would double it.
  for (let at: Visit | undefined = visit; at.from !== undefined; at = at.from)
    if (at.step !== undefined) path = `/${escapeToken(at.step)}${path}`;
  return path;
}

/** Where the shape stands in the contract. */
export function placeOf({ shape, from, keyword = "", key }: Visit): string {
  const at = shape === true ? undefined : shape.at;
  return at ?? (from === undefined ? "" : placeBelow(placeOf(from), keyword, key));
}

export function placeBelow(place: string, keyword: string, key?: string | number): string {
  return key === undefined ? `${place}/${keyword}` : `${place}/${keyword}/${escapeToken(key)}`;
}

export function escapeToken(token: string | number): string {
  return String(token).replaceAll("~", "~0").replaceAll("/", "~1");
}

/** An object as JSON has them. */
export function isMembers(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

/** A member counts when it is the object's own and has a value. */
export function hasMember(data: Readonly<Record<string, unknown>>, name: string): boolean {
  return data[name] !== undefined && Object.hasOwn(data, name);
}
