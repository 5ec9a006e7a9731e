/** Text that is HTML already. Only `html` makes it, so that what came from elsewhere is always escaped. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Content = Html | string | number | undefined | false | readonly Content[];

/** A template whose values are escaped, wherever they stand: in text and in quoted attributes alike. */
export function html(literals: TemplateStringsArray, ...values: readonly Content[]): Html {
  return new Html(literals.map((literal, index) => literal + render(values[index])).join(""));
}

function render(value: Content): string {
  if (value instanceof Html) return value.text;
  if (value === undefined || value === false) return "";
  return typeof value === "object" ? value.map(render).join("") : escapeText(String(value));
}

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
