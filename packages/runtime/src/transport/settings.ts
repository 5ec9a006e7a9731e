import { didYouMean } from "@concordat/errors";
import { transportErrors } from "../ports/transport-errors.ts";

/**
 * One setting of a transport, said once: from it a configuration is read, a variable of the environment has its name, and
 * the reference page its row.
 */
export type Setting = {
  readonly kind: "text" | "texts" | "whole" | "flag" | "choice" | "object";
  readonly about: string;
  readonly default?: unknown;
  /** With `choice`. */
  readonly of?: readonly string[];
  /** With `whole`: the least and the most. Default: 0 and no bound. */
  readonly least?: number;
  readonly most?: number;
  /** Is never printed. */
  readonly isSecret?: true;
};

export type SettingsTable = Readonly<Record<string, Setting>>;

type ValueOf<One extends Setting> = One["kind"] extends "text"
  ? string
  : One["kind"] extends "texts"
    ? readonly string[]
    : One["kind"] extends "whole"
      ? number
      : One["kind"] extends "flag"
        ? boolean
        : One extends { readonly of: readonly (infer Word)[] }
          ? Word
          : Readonly<Record<string, unknown>>;

type IsSure<One extends Setting> = One extends { readonly default: unknown } ? true : false;

/** The values of a table: those with a default are there always. */
export type SettingsOf<Table extends SettingsTable> = {
  readonly [Name in keyof Table as IsSure<Table[Name]> extends true ? Name : never]: ValueOf<Table[Name]>;
} & {
  readonly [Name in keyof Table as IsSure<Table[Name]> extends true ? never : Name]?: ValueOf<Table[Name]>;
};

/** Keeps the literal types of a table. Names may have dots (`tls.ca`): in a configuration they are objects. */
export function describeSettings<const Table extends SettingsTable>(
  transport: string,
  table: Table,
): {
  readonly table: Table;
  /** Throws TRANSPORT_SETTING: what is wrong, where, and what was expected. */
  read(given: Readonly<Record<string, unknown>>): SettingsOf<Table>;
} {
  return {
    table,
    read(given) {
      const flat = flattenSettings(given, table);
      for (const name of Object.keys(flat))
        if (!Object.hasOwn(table, name)) {
          const meant = didYouMean(name, Object.keys(table));
          throw transportErrors.TRANSPORT_SETTING({
            transport,
            setting: name,
            trouble: `is no setting of this transport${meant}`,
          });
        }
      const read: Record<string, unknown> = {};
      for (const [name, setting] of Object.entries(table)) {
        const value = flat[name] ?? setting.default;
        if (value === undefined) continue;
        const expected = expectedOf(setting);
        if (!isFit(value, setting)) {
          const shown = setting.isSecret ? "what it is" : (JSON.stringify(value) ?? String(value));
          const trouble = `is ${shown}, and has to be ${expected}`;
          throw transportErrors.TRANSPORT_SETTING({ transport, setting: name, trouble });
        }
        read[name] = value;
      }
      return read as SettingsOf<Table>;
    },
  };
}

/** By dotted names, as the table has them: `{ tls: { ca } }` is `tls.ca`. */
export function flattenSettings(
  given: Readonly<Record<string, unknown>>,
  table: SettingsTable,
  prefix = "",
): Record<string, unknown> {
  const flat: Record<string, unknown> = Object.create(null);
  for (const [name, value] of Object.entries(given)) {
    const path = prefix + name;
    const isNest =
      typeof value === "object" &&
      value !== null &&
      !Array.isArray(value) &&
      Object.keys(table).some((each) => each.startsWith(`${path}.`));
    if (isNest) Object.assign(flat, flattenSettings(value as Record<string, unknown>, table, `${path}.`));
    else flat[path] = value;
  }
  return flat;
}

/** The way back: as a configuration has them. */
export function nestSettings(
  flat: Readonly<Record<string, unknown>>,
  table: SettingsTable,
): Record<string, unknown> {
  const nested: Record<string, unknown> = Object.create(null);
  for (const [name, value] of Object.entries(flat)) {
    const [, outer, inner] = (Object.hasOwn(table, name) && /^([^.]+)\.(.+)$/.exec(name)) || [];
    if (outer === undefined || inner === undefined) nested[name] = value;
    else nested[outer] = { ...(nested[outer] as object | undefined), [inner]: value };
  }
  return nested;
}

function isFit(
  value: unknown,
  { kind, of = [], least = 0, most = Number.MAX_SAFE_INTEGER }: Setting,
): boolean {
  switch (kind) {
    case "text":
      return typeof value === "string" && value !== "";
    case "texts":
      return (
        Array.isArray(value) &&
        value.length > 0 &&
        value.every((each) => typeof each === "string" && each !== "")
      );
    case "whole":
      return Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;
    case "flag":
      return typeof value === "boolean";
    case "choice":
      return of.includes(value as string);
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
  }
}

function expectedOf({ kind, of = [], least = 0, most }: Setting): string {
  switch (kind) {
    case "text":
      return "a text that is not empty";
    case "texts":
      return "a list of texts, one at least";
    case "whole":
      return most === undefined
        ? `a whole number from ${least} up`
        : `a whole number from ${least} to ${most}`;
    case "flag":
      return "true or false";
    case "choice":
      return `one of ${of.map((word) => JSON.stringify(word)).join(", ")}`;
    case "object":
      return "an object";
  }
}
