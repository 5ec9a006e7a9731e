import { type Content, type Html, html } from "./html.ts";
import { inline } from "./inline-markdown.ts";

/**
 * A description as authors write it: paragraphs, lists, fenced code, and within them code, emphasis and links. A small part of
 * CommonMark on purpose. What lies beyond it is shown as it was typed; HTML in it is text, and a picture is its caption.
 */
export function markdown(text: string): Html {
  return html`${blocksOf(text.replace(/\r\n?/g, "\n").split("\n")).map(rendered)}`;
}

/** The same without blocks, for a cell or a line: everything is one run of text. */
export function markdownLine(text: string): Html {
  return html`${inline(text.trim().replace(/\s*[\r\n]+\s*/g, " "))}`;
}

type Block =
  | { readonly is: "paragraph" | "heading"; readonly text: string }
  | { readonly is: "list"; readonly ordered: boolean; readonly items: readonly string[] }
  | { readonly is: "code"; readonly text: string };

function blocksOf(lines: readonly string[]): readonly Block[] {
  const blocks: Block[] = [];
  let open: string[] = [];
  const close = () => {
    if (open.length > 0) blocks.push({ is: "paragraph", text: open.join(" ") });
    open = [];
  };
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    const fence = /^ {0,3}(```+(?=[^`]*$)|~~~+)/.exec(line)?.[1];
    const item = itemOf(line);
    const heading = /^ {0,3}#{1,6}\s+(.*)$/.exec(line)?.[1];
    if (fence !== undefined) {
      close();
      const end = lines.findIndex((each, index) => index > at && each.trim().startsWith(fence));
      const last = end < 0 ? lines.length : end;
      blocks.push({ is: "code", text: lines.slice(at + 1, last).join("\n") });
      at = last;
    } else if (item !== undefined && (open.length === 0 || !item.ordered)) {
      close();
      const { items, next } = listAt(lines, at, item.ordered);
      blocks.push({ is: "list", ordered: item.ordered, items });
      at = next - 1;
    } else if (heading !== undefined) {
      close();
      blocks.push({ is: "heading", text: heading });
    } else if (line.trim() === "") close();
    else open.push(line.trim());
  }
  close();
  return blocks;
}

function itemOf(line: string): { readonly ordered: boolean; readonly text: string } | undefined {
  const found = /^ {0,3}(?:([-*+])|\d{1,9}[.)])\s+(\S.*)$/.exec(line);
  return found === null ? undefined : { ordered: found[1] === undefined, text: found[2] ?? "" };
}

/** Items of one kind, each with the lines that go on below it. */
function listAt(
  lines: readonly string[],
  start: number,
  ordered: boolean,
): { readonly items: readonly string[]; readonly next: number } {
  const items: string[] = [];
  let next = start;
  for (; next < lines.length; next++) {
    const line = lines[next] ?? "";
    const item = itemOf(line);
    if (item?.ordered === ordered) items.push(item.text);
    else if (item === undefined && /^\s+\S/.test(line)) items.push(`${items.pop() ?? ""} ${line.trim()}`);
    else break;
  }
  return { items, next };
}

function rendered(block: Block): Content {
  switch (block.is) {
    case "paragraph":
      return html`<p>${inline(block.text)}</p>`;
    case "heading":
      // Headings order the page; a description has no say in that.
      return html`<p><strong>${inline(block.text)}</strong></p>`;
    case "code":
      return html`<pre tabindex="0"><code>${block.text}</code></pre>`;
    case "list": {
      const items = block.items.map((item) => html`<li>${inline(item)}</li>`);
      return block.ordered ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`;
    }
  }
}
