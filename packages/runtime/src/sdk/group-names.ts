import { runtimeErrors } from "../failure/runtime-errors.ts";

/** The names in the holes of a group's name: `prefix` and `service` in `{prefix}_{service}_handlers`. */
type HolesOf<Name extends string> = Name extends `${string}{${infer Hole}}${infer Rest}`
  ? Hole | HolesOf<Rest>
  : never;

/** Names as they are; those with holes as functions, so that none is used before a service has filled it. */
export type GroupNames<Table extends Readonly<Record<string, string>>> = {
  readonly [Operation in keyof Table]: [HolesOf<Table[Operation]>] extends [never]
    ? Table[Operation]
    : (fills: Readonly<Record<HolesOf<Table[Operation]>, string>>) => string;
};

const hole = /\{([^{}]+)\}/g;

/**
 * The groups of a document's operations. What only the service knows (a property, its own name, a prefix) stands in the name in braces, and is
 * filled when the group is asked for; one that is missing or empty is refused with RUNTIME_OPTION.
 */
export function groupNames<const Table extends Readonly<Record<string, string>>>(
  table: Table,
): GroupNames<Table> {
  const named = Object.entries(table).map(([operation, name]) => {
    const isWhole = name.search(hole) < 0;
    return [operation, isWhole ? name : (fills: Readonly<Record<string, string>>) => filled(name, fills)];
  });
  return Object.fromEntries(named) as GroupNames<Table>;
}

function filled(name: string, fills: Readonly<Record<string, string>>): string {
  return name.replaceAll(hole, (_, wanted: string) => {
    const text: unknown = Object.hasOwn(fills, wanted) ? fills[wanted] : undefined;
    if (typeof text === "string" && text !== "") return text;
    throw runtimeErrors.RUNTIME_OPTION({
      option: JSON.stringify(wanted),
      trouble: `is ${JSON.stringify(text) ?? "not there"}, where the group ${name} needs a text that is not empty`,
    });
  });
}
