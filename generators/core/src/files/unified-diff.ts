import type { Change } from "./plan.ts";

/** Past this many differing lines the middle is shown as replaced whole: nobody reads such a diff line by line. */
const editLimit = 1000;
const contextLines = 3;

type Edit = { readonly sign: " " | "-" | "+"; readonly line: string };

/** The change as `patch` reads it. */
export function unifiedDiff({ path, before, after }: Change): string {
  const edits = editsBetween(linesOf(before), linesOf(after));
  return [
    `--- ${before === undefined ? "/dev/null" : `a/${path}`}`,
    `+++ ${after === undefined ? "/dev/null" : `b/${path}`}`,
    ...hunksOf(edits).map(({ from, to }) => formatHunk(edits, from, to)),
    "",
  ].join("\n");
}

function linesOf(text = ""): readonly string[] {
  if (text === "") return [];
  const lines = text.split("\n");
  if (lines.at(-1) === "") return lines.slice(0, -1);
  return [...lines.slice(0, -1), `${lines.at(-1)}\n\\ No newline at end of file`];
}

/** Common ends are cut off first; what is left in the middle is usually small. */
function editsBetween(before: readonly string[], after: readonly string[]): readonly Edit[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return [
    ...signed(" ", before.slice(0, head)),
    ...shortestEdits(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...signed(" ", before.slice(before.length - tail)),
  ];
}

/**
 * E. W. Myers, "An O(ND) difference algorithm and its variations" (1986): `furthest` holds, for each diagonal, how far
 * into `before` one can come with so many edits; the kept states lead back from the end.
 */
function shortestEdits(before: readonly string[], after: readonly string[]): readonly Edit[] {
  const states: ReadonlyMap<number, number>[] = [];
  const furthest = new Map([[1, 0]]);
  for (let edits = 0; edits <= Math.min(editLimit, before.length + after.length); edits += 1) {
    states.push(new Map(furthest));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = insertsAt(furthest, diagonal, edits)
        ? reached(furthest, diagonal + 1)
        : reached(furthest, diagonal - 1) + 1;
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x += 1;
      furthest.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) return backtrack(states, before, after);
    }
  }
  return [...signed("-", before), ...signed("+", after)];
}

function backtrack(
  states: readonly ReadonlyMap<number, number>[],
  before: readonly string[],
  after: readonly string[],
): readonly Edit[] {
  const backwards: Edit[] = [];
  let x = before.length;
  let y = after.length;
  for (const [edits, state] of [...states.entries()].reverse()) {
    const inserts = insertsAt(state, x - y, edits);
    const diagonal = x - y + (inserts ? 1 : -1);
    const fromX = edits === 0 ? 0 : reached(state, diagonal);
    const fromY = edits === 0 ? 0 : fromX - diagonal;
    while (x > fromX && y > fromY && before[x - 1] === after[y - 1]) {
      backwards.push({ sign: " ", line: before[x - 1] ?? "" });
      x -= 1;
      y -= 1;
    }
    if (edits === 0) break;
    backwards.push(
      inserts ? { sign: "+", line: after[fromY] ?? "" } : { sign: "-", line: before[fromX] ?? "" },
    );
    x = fromX;
    y = fromY;
  }
  return backwards.reverse();
}

/** Whether the furthest way onto this diagonal ends in an insertion (else in a deletion). */
function insertsAt(furthest: ReadonlyMap<number, number>, diagonal: number, edits: number): boolean {
  if (diagonal === -edits) return true;
  return diagonal !== edits && reached(furthest, diagonal - 1) < reached(furthest, diagonal + 1);
}

function reached(furthest: ReadonlyMap<number, number>, diagonal: number): number {
  return furthest.get(diagonal) ?? 0;
}

/** Ranges of edits to show: changes with their context, joined where the contexts touch. */
function hunksOf(edits: readonly Edit[]): readonly { readonly from: number; readonly to: number }[] {
  const hunks: { from: number; to: number }[] = [];
  for (const [index, { sign }] of edits.entries()) {
    if (sign === " ") continue;
    const from = Math.max(0, index - contextLines);
    const to = Math.min(edits.length, index + contextLines + 1);
    const last = hunks.at(-1);
    if (last !== undefined && from <= last.to) last.to = to;
    else hunks.push({ from, to });
  }
  return hunks;
}

function formatHunk(edits: readonly Edit[], from: number, to: number): string {
  const range = (other: Edit["sign"]) => {
    const count = (part: readonly Edit[]) => part.filter(({ sign }) => sign !== other).length;
    const length = count(edits.slice(from, to));
    // An empty side is named by the line before it, as diff does.
    return `${count(edits.slice(0, from)) + (length === 0 ? 0 : 1)},${length}`;
  };
  const lines = edits.slice(from, to).map(({ sign, line }) => `${sign}${line}`);
  return [`@@ -${range("+")} +${range("-")} @@`, ...lines].join("\n");
}

function signed(sign: Edit["sign"], lines: readonly string[]): readonly Edit[] {
  return lines.map((line) => ({ sign, line }));
}
