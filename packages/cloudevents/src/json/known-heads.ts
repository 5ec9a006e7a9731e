import { isObject, parseJson } from "@concordat/json";
import type { CloudEvent } from "../cloud-event.ts";
import { decodeUtf8, encodeUtf8 } from "../values/utf8.ts";
import { isInHead } from "./head.ts";

/**
 * The other side of `headOf`: events that were written here begin, type by type, with the same text. A receiver that has read
 * and judged that text once recognises it, and only reads what comes behind it.
 *
 * A head is remembered only where it is an object of its own once it is closed, so that head and rest, each read strictly,
 * say the same as the whole; whoever joins them makes sure that no name stands in both.
 */
type KnownHead = { readonly text: string; readonly attributes: Readonly<Record<string, unknown>> };

/** By their length, which costs less to look up than a text. */
const heads = new Map<number, readonly KnownHead[]>();
let count = 0;

/** Heads come from outside. More types than this, or more of one length, and it is no longer worth the while. */
const mostHeads = 1000;
const mostOfOneLength = 8;
const longestHead = 2000;

/** What `structuredText` writes behind the head. */
const firstBehind = ',"id":"';

/** The attributes of the head, and the object that the rest of the text is. */
export function splitHead(
  text: string,
): { readonly attributes: KnownHead["attributes"]; readonly rest: string } | undefined {
  const end = text.indexOf(firstBehind);
  const candidates = heads.get(end);
  if (candidates === undefined) return undefined;
  const beginning = text.slice(0, end);
  for (const head of candidates)
    if (beginning === head.text) return { attributes: head.attributes, rest: `{${text.slice(end + 1)}` };
  return undefined;
}

/** To be called with an event that was found good, and the text it was read from. */
export function rememberHead(text: string, event: CloudEvent): void {
  const end = text.indexOf(firstBehind);
  if (end < 0 || end > longestHead || (heads.get(end)?.length ?? 0) >= mostOfOneLength) return;
  const closed = parsedOrNothing(`${text.slice(0, end)}}`);
  if (!isObject(closed ?? null)) return;
  const attributes = Object.entries(closed as object);
  const members = event as unknown as Readonly<Record<string, unknown>>;
  if (!attributes.every(([name, value]) => isInHead(name) && members[name] === value)) return;
  // A slice of the text would keep all of it.
  const own = decodeUtf8(encodeUtf8(text.slice(0, end)));
  if (own === undefined) return;
  if (count >= mostHeads) {
    heads.clear();
    count = 0;
  }
  const known = { text: own, attributes: Object.freeze(Object.fromEntries(attributes)) };
  heads.set(end, [...(heads.get(end) ?? []), known]);
  count += 1;
}

function parsedOrNothing(text: string) {
  try {
    return parseJson(text);
  } catch {
    // The event did not begin with a head; that is no error.
    return undefined;
  }
}
