import type { Code, CodeNode, Import } from "./code.ts";

export type Layout = {
  /** What a step of indentation is. */
  readonly indent: string;
  /** How long a line may grow before groups break. */
  readonly width: number;
};

export type Rendered = {
  /** Ends in one line end; no line ends in spaces. */
  readonly text: string;
  /** What was asked for from elsewhere: each once, in the order of first use. */
  readonly imports: readonly Import[];
};

type Task = { readonly node: CodeNode; readonly depth: number; readonly flat: boolean };

/**
 * Lays code out: a group stands on one line where it fits, else each of its own lines is broken.
 *
 * After P. Wadler, "A prettier printer" (2003), with the one decision that it makes: whether what is left of the line has
 * room for the group and what follows it up to the next possible line end.
 */
export function render(code: Code, { indent, width }: Layout): Rendered {
  const imports = new Map<string, Import>();
  const lines: string[] = [];
  let line = "";
  const tasks: Task[] = [{ node: code.node, depth: 0, flat: false }];
  for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
    const { node, depth, flat } = task;
    switch (node.kind) {
      case "text":
        line = begun(line, node.text, depth) + node.text;
        break;
      case "import": {
        const name = node.import.as ?? node.import.name;
        remember(node.import, imports);
        line = begun(line, name, depth) + name;
        break;
      }
      case "choice": {
        const text = flat ? node.flat : node.broken;
        line = begun(line, text, depth) + text;
        break;
      }
      case "line":
        if (flat && node.flat !== undefined) line += node.flat;
        else {
          lines.push(line.trimEnd());
          line = "";
        }
        break;
      case "indent":
        tasks.push({ node: node.of, depth: depth + 1, flat });
        break;
      case "join":
        for (let index = node.parts.length - 1; index >= 0; index -= 1)
          tasks.push({ node: node.parts[index] as CodeNode, depth, flat });
        break;
      case "group": {
        const room = width - (line === "" ? depth * indent.length : line.length);
        tasks.push({ node: node.of, depth, flat: flat || fits(node.of, room, tasks) });
        break;
      }
    }
  }
  lines.push(line.trimEnd());
  return { text: `${lines.join("\n").replace(/\n+$/, "")}\n`, imports: [...imports.values()] };

  function begun(before: string, text: string, depth: number): string {
    return before === "" && text !== "" ? indent.repeat(depth) : before;
  }
}

/** Whether a group has room on what is left of its line, with what stands behind it up to the next line end. */
function fits(group: CodeNode, room: number, after: readonly Task[]): boolean {
  let left = room;
  let next = after.length;
  const tasks: { readonly node: CodeNode; readonly flat: boolean }[] = [{ node: group, flat: true }];
  while (left >= 0) {
    const task = tasks.pop() ?? after[--next];
    if (task === undefined) return true;
    const { node, flat } = task;
    switch (node.kind) {
      case "text":
        left -= node.text.length;
        break;
      case "import":
        left -= (node.import.as ?? node.import.name).length;
        break;
      case "choice":
        left -= (flat ? node.flat : node.broken).length;
        break;
      case "line":
        if (node.flat === undefined) return !flat;
        if (!flat) return true;
        left -= node.flat.length;
        break;
      case "indent":
      case "group":
        tasks.push({ node: node.of, flat });
        break;
      case "join":
        for (let index = node.parts.length - 1; index >= 0; index -= 1)
          tasks.push({ node: node.parts[index] as CodeNode, flat });
        break;
    }
  }
  return false;
}

/** A name that is needed as a value somewhere is no longer a matter of types only. */
function remember(wanted: Import, imports: Map<string, Import>): void {
  const key = JSON.stringify([wanted.from, wanted.name, wanted.as ?? wanted.name]);
  const known = imports.get(key);
  if (known === undefined || (known.typeOnly && !wanted.typeOnly)) imports.set(key, wanted);
}
