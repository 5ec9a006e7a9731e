import type { Outline, OutlineRow, TypeWord } from "@concordat/contracts/outline";

/** What became of a member between two versions. */
export type MemberChange = {
  readonly path: string;
  readonly is: "added" | "removed" | "changed";
  /** Each difference in words; of a member that was added, what it is. */
  readonly words: readonly string[];
};

/** In the order of the newer version, with what is gone at the end. */
export function memberChanges(before: Outline, after: Outline): readonly MemberChange[] {
  const old = new Map(before.rows.map((row) => [row.path, row]));
  const current = new Set(after.rows.map(({ path }) => path));
  const kept = after.rows.flatMap((row): readonly MemberChange[] => {
    const was = old.get(row.path);
    if (was === undefined) return [{ path: row.path, is: "added", words: [isWhat(row)] }];
    const words = differences(was, row);
    return words.length === 0 ? [] : [{ path: row.path, is: "changed", words }];
  });
  const gone = before.rows
    .filter(({ path }) => !current.has(path))
    .map((row): MemberChange => ({ path: row.path, is: "removed", words: [isWhat(row)] }));
  return [...kept, ...gone];
}

function isWhat(row: OutlineRow): string {
  return [row.required ? "required" : "optional", typeText(row.type), ...row.constraints].join(", ");
}

function differences(was: OutlineRow, is: OutlineRow): readonly string[] {
  const limits = (row: OutlineRow) => row.constraints.join(", ") || "none";
  return [
    was.required !== is.required && (is.required ? "now required" : "no longer required"),
    typeText(was.type) !== typeText(is.type) && `type: ${typeText(was.type)} → ${typeText(is.type)}`,
    limits(was) !== limits(is) && `limits: ${limits(was)} → ${limits(is)}`,
    was.deprecated !== is.deprecated && (is.deprecated ? "now deprecated" : "no longer deprecated"),
    was.description !== is.description && "described in other words",
  ].filter((words) => words !== false);
}

/** The words of a type without their links. */
export function typeText(type: readonly TypeWord[]): string {
  return type.map((word) => (typeof word === "string" ? word : word.title)).join("");
}
