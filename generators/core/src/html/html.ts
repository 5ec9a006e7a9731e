import { isSafeAddress } from "./address.ts";
import { type Hole, holesOf } from "./holes.ts";
import { visibleText } from "./visible-text.ts";

/** Text that is HTML already. Only `html` makes it of anything but our own words, so that what came from elsewhere is escaped. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** `undefined`, `false` and the empty list are nothing. */
export type Content = Html | string | number | undefined | false | readonly Content[];

/**
 * A template whose values are escaped wherever they stand, with what nobody can see spelled out. Where an address begins, the value
 * must be one that runs nothing (`isSafeAddress`); among a tag's attributes it must be HTML. Anything else throws: a page that
 * comes out is safe, whatever a contract says.
 */
export function html(literals: TemplateStringsArray, ...values: readonly Content[]): Html {
  const holes = known.get(literals) ?? remember(literals);
  return new Html(
    literals.map((literal, index) => literal + rendered(values[index], holes[index] ?? "text")).join(""),
  );
}

/** Also right within a quoted attribute. */
export function escapeHtml(text: string): string {
  return visibleText(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function rendered(value: Content, hole: Hole): string {
  if (value === undefined || value === false) return "";
  if (value instanceof Html) return value.text;
  if (typeof value === "object") return value.map((each) => rendered(each, hole)).join("");
  if (hole === "tag") throw new Error(`${JSON.stringify(value)} stands among attributes and is no HTML`);
  if (hole === "address" && !isSafeAddress(String(value)))
    throw new Error(`${JSON.stringify(value)} is no address that a page may lead to`);
  return escapeHtml(String(value));
}

/** A template's literals are one object however often it is filled, so its markup is read once. */
const known = new WeakMap<TemplateStringsArray, readonly Hole[]>();

function remember(literals: TemplateStringsArray): readonly Hole[] {
  const holes = holesOf(literals);
  known.set(literals, holes);
  return holes;
}
