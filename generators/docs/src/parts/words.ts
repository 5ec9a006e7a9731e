import type { Content, Html } from "@concordat/gen-core/html";
import { html } from "@concordat/gen-core/html";

/** `3 contracts`, `1 contract` */
export function counted(count: number, one: string, several = `${one}s`): string {
  return `${count} ${count === 1 ? one : several}`;
}

export function code(text: string): Html {
  return html`<code>${text}</code>`;
}

/** A small label; `kind` colours it. */
export function tag(text: string, kind: "plain" | "good" | "bad" | "warn" = "plain"): Html {
  return html`<span class="tag ${kind}">${text}</span>`;
}

/** Names and values; what has no value is not said. */
export function facts(entries: readonly (readonly [name: string, value: Content])[]): Html {
  const said = entries.filter(([, value]) => value !== undefined && value !== false && value !== "");
  return html`<dl>${said.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}

export function joined(parts: readonly Content[], between = ", "): Content {
  return parts.flatMap((part, index) => (index > 0 ? [between, part] : [part]));
}
