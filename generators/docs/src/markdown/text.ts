import { visibleText } from "@concordat/gen-core/html";

/**
 * A stranger's words within Markdown, a table's cell for one: on one line, code in backticks kept, and of all else nothing that
 * Markdown or HTML would take for its own.
 */
export function prose(text: string): string {
  const parts = oneLine(text).split("`");
  if (parts.length % 2 === 0) return escaped(parts.join("`"));
  return parts
    .map((part, index) => (index % 2 === 0 ? escaped(part) : part === "" ? "" : inCode(part)))
    .join("");
}

/** Words as code, whatever is in them. */
export function inCode(text: string): string {
  const line = oneLine(text).replaceAll("|", "\\|");
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const room = line === "" || /^[ `]|[ `]$/.test(line) ? " " : "";
  return `${fence}${room}${line}${room}${fence}`;
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function oneLine(text: string): string {
  return visibleText(text).replace(/\s+/g, " ").trim();
}

function escaped(text: string): string {
  return text
    .replace(/[\\`*_~[\]<>&|#!]/g, "\\$&")
    .replace(/^(\d+)([.)])(?=\s|$)/, "$1\\$2")
    .replace(/^([-+=])/, "\\$1");
}
