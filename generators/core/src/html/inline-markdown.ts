import { isSafeAddress } from "./address.ts";
import { type Content, html } from "./html.ts";

/**
 * Code, emphasis, links and escapes within a run of text. What does not close, or leads where no link may lead, stays the text that
 * was typed. Each kind of mark is looked for once more at most after it was missing, so that the time grows with the text.
 */
export function inline(text: string, depth = 0): readonly Content[] {
  if (depth > deepest) return [text];
  const found: Content[] = [];
  const missing = new Set<string>();
  let plain = "";
  const add = (content: Content) => {
    found.push(plain, content);
    plain = "";
  };
  for (let at = 0; at < text.length; ) {
    const span = spanAt(text, at, missing, depth);
    if (span === undefined) plain += text[at++];
    else {
      if (typeof span.content === "string") plain += span.content;
      else add(span.content);
      at = span.end;
    }
  }
  return [...found, plain];
}

const deepest = 8;

type Span = { readonly content: Content; readonly end: number };

function spanAt(text: string, at: number, missing: Set<string>, depth: number): Span | undefined {
  switch (text[at]) {
    case "\\":
      return /[!-/:-@[-`{-~]/.test(text[at + 1] ?? "") ? { content: text[at + 1], end: at + 2 } : undefined;
    case "`":
      return codeAt(text, at, missing);
    case "*":
    case "_":
      return emphasisAt(text, at, missing, depth);
    case "!":
      return text[at + 1] === "[" ? linkAt(text, at + 1, missing, depth, "picture") : undefined;
    case "[":
      return linkAt(text, at, missing, depth, "link");
    case "<":
      return addressAt(text, at);
    default:
      return undefined;
  }
}

function codeAt(text: string, at: number, missing: Set<string>): Span {
  const ticks = /^`+/.exec(text.slice(at, at + longestRun))?.[0] ?? "`";
  const start = at + ticks.length;
  const end = find(text, ticks, start, missing);
  if (end < 0) return { content: ticks, end: start };
  return { content: html`<code>${text.slice(start, end).trim()}</code>`, end: end + ticks.length };
}

const longestRun = 32;

/** An underscore within a word is part of a name, as in `display_name`. */
function emphasisAt(text: string, at: number, missing: Set<string>, depth: number): Span | undefined {
  const sign = text[at] ?? "";
  const mark = text[at + 1] === sign ? sign + sign : sign;
  const start = at + mark.length;
  if (/\s/.test(text[start] ?? " ") || (sign === "_" && isWord(text[at - 1]))) return undefined;
  const end = find(text, mark, start + 1, missing);
  if (end < 0 || /\s/.test(text[end - 1] ?? " ")) return undefined;
  if (sign === "_" && isWord(text[end + mark.length])) return undefined;
  const inside = inline(text.slice(start, end), depth + 1);
  const content = mark.length === 2 ? html`<strong>${inside}</strong>` : html`<em>${inside}</em>`;
  return { content, end: end + mark.length };
}

function linkAt(
  text: string,
  at: number,
  missing: Set<string>,
  depth: number,
  is: "link" | "picture",
): Span | undefined {
  const middle = find(text, "](", at + 1, missing);
  const end = middle < 0 ? -1 : find(text, ")", middle, missing);
  if (end < 0) return undefined;
  const words = text.slice(at + 1, middle);
  if (words.includes("[")) return undefined;
  const [address = ""] = text
    .slice(middle + 2, end)
    .trim()
    .split(/\s/, 1);
  if (is === "picture") return { content: html`${words}`, end: end + 1 };
  // Only addresses that are whole: what a relative one is relative to, its author could not know.
  if (!isSafeAddress(address) || !/^(https?|mailto):/i.test(address)) return undefined;
  return { content: html`<a href="${address}">${inline(words, depth + 1)}</a>`, end: end + 1 };
}

/** `<https://example.com>` */
function addressAt(text: string, at: number): Span | undefined {
  const address = /^<((?:https?|mailto):[^<>\s]{1,2000})>/i.exec(text.slice(at, at + 2100))?.[1];
  if (address === undefined || !isSafeAddress(address)) return undefined;
  return { content: html`<a href="${address}">${address}</a>`, end: at + address.length + 2 };
}

function find(text: string, mark: string, from: number, missing: Set<string>): number {
  if (missing.has(mark)) return -1;
  const found = text.indexOf(mark, from);
  if (found < 0) missing.add(mark);
  return found;
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}
