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

/** A value on its way through a shape. */
export type Visit = {
  readonly data: unknown;
  /** JSON Pointer to the data. */
  readonly path: string;
  /** Where the shape stands. */
  readonly place: string;
  /** Where problems are put. */
  readonly raws: RawProblem[];
  /** Set while the name of a member is judged. */
  readonly propertyName?: string | undefined;
};

/** The same value, judged by a schema inside of the one at hand. */
export function within(visit: Visit, keyword: string, key?: string | number): Visit {
  return { ...visit, place: placeBelow(visit.place, keyword, key) };
}

/** A member or an item, judged by a schema inside of the one at hand. */
export function below(visit: Visit, step: string | number, keyword: string, key?: string | number): Visit {
  return {
    data: (visit.data as Record<string | number, unknown>)[step],
    path: `${visit.path}/${escapeToken(step)}`,
    place: placeBelow(visit.place, keyword, key),
    raws: visit.raws,
  };
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
