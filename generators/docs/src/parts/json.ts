import { type Content, type Html, html } from "@concordat/gen-core/html";
import { isArray, isObject, type Json } from "@concordat/json";

export type JsonOptions = {
  /** Where a `$ref` of this text leads, if a page tells of it. */
  readonly linkOf?: (ref: string) => string | undefined;
};

/** A value as text that is coloured and can be copied: what is short stands on one line. */
export function jsonBlock(value: Json, options: JsonOptions = {}): Html {
  return html`<pre class="code" tabindex="0"><code>${printed(value, 0, options)}</code></pre>`;
}

const width = 88;

function printed(value: Json, depth: number, options: JsonOptions): Content {
  if (isArray(value)) {
    const items = value.map((each) => printed(each, depth + 1, options));
    return enclosed(["[", "]"], items, value, depth);
  }
  if (isObject(value)) {
    const members = Object.entries(value).map(
      ([name, member]) =>
        html`<span class="k">${JSON.stringify(name)}</span>: ${name === "$ref" ? reference(member, options) : printed(member, depth + 1, options)}`,
    );
    return enclosed(["{", "}"], members, value, depth);
  }
  return scalar(value);
}

function enclosed(
  [open, close]: readonly [string, string],
  parts: readonly Content[],
  value: Json,
  depth: number,
): Content {
  if (parts.length === 0) return `${open}${close}`;
  const isShort = depth * 2 + JSON.stringify(value).length + parts.length < width;
  const space = open === "{" ? " " : "";
  if (isShort && depth > 0)
    return [
      open,
      space,
      ...parts.flatMap((part, index) => (index > 0 ? [", ", part] : [part])),
      space,
      close,
    ];
  const line = `\n${"  ".repeat(depth + 1)}`;
  return [
    open,
    ...parts.flatMap((part, index) => [index > 0 ? "," : "", line, part]),
    `\n${"  ".repeat(depth)}`,
    close,
  ];
}

function scalar(value: Json): Html {
  const kind = typeof value === "string" ? "s" : typeof value === "number" ? "n" : "l";
  return html`<span class="${kind}">${JSON.stringify(value)}</span>`;
}

function reference(value: Json, { linkOf }: JsonOptions): Html {
  const address = typeof value === "string" ? linkOf?.(value) : undefined;
  return address === undefined
    ? scalar(value)
    : html`<a class="s" href="${address}">${JSON.stringify(value)}</a>`;
}
