import { printable } from "./printable.ts";

/** A stranger's words as running text of Markdown: they show what they are, and do nothing. */
export function markdownText(text: string): string {
  return inert(text).replace(/[\\`*_{}[\]<>()#+!|~&$%^=-]/g, "\\$&");
}

/** The same inside of HTML, where Markdown's own signs mean nothing. */
export function htmlText(text: string): string {
  return escaped(inert(text));
}

/** A name inside of HTML's `code`, where forges look for nothing, so that it can be copied as it is. */
export function htmlCode(text: string): string {
  return escaped(inOneLine(text));
}

/** A block of code that nothing in the code can end: the fence is longer than any run of back ticks in it. */
export function fenced(code: string, language = ""): string {
  const runs = code.match(/`+/g) ?? [];
  const fence = "`".repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
  return `${fence}${language}\n${printable(code)}\n${fence}`;
}

/**
 * Forges turn more than Markdown into links, and send mail over it: `@name`, `#12`, `GH-12`, addresses. They look at the
 * rendered text, so that no escape helps; a character without width beside the sign does. At `@` on both sides: some take
 * such a character for a letter of a domain.
 */
function inert(text: string): string {
  return inOneLine(text)
    .replaceAll("@", "\u200b@\u200b")
    .replace(/#|\bGH-|:(?=\/\/)|\bwww(?=\.)/gi, "$&\u200b");
}

/** An empty line would end the block of HTML, and a line of its own could begin a command of the forge (`/close`). */
function inOneLine(text: string): string {
  return printable(text.replace(/\s+/g, " ").trim());
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
