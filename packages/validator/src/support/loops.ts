import { isMembers, type Visit } from "./shape.ts";

/** Twenty problems are shown; alternatives fold several reports into one, so some more are gathered. */
export const reportsPerLoop = 100;

/** Looks at each member of an object, until enough is wrong with them: the keyword that loops has failed by then. */
export function eachMember({ data, raws }: Visit, look: (name: string) => void): void {
  if (!isMembers(data)) return;
  const before = raws.length;
  for (const name of Object.keys(data)) {
    if (raws.length - before >= reportsPerLoop) return;
    look(name);
  }
}

/** The same for the items of an array, from an index on. */
export function eachItem({ data, raws }: Visit, start: number, look: (index: number) => void): void {
  if (!Array.isArray(data)) return;
  const before = raws.length;
  for (let index = start; index < data.length && raws.length - before < reportsPerLoop; index += 1)
    look(index);
}
