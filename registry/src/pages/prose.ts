import { type Html, html } from "@concordat/gen-core/html";

/** A description as contracts write it: plain text in which `backticks` mark names. */
export function prose(text: string): Html {
  const parts = text.split("`");
  // An odd backtick out stays what it is.
  if (parts.length % 2 === 0) return html`${text}`;
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}
