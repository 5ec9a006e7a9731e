import { expect, test } from "vitest";
import { markdown, markdownLine } from "./markdown.ts";

test.each([
  ["paragraphs", "One\ntwo.\n\nThree.", "<p>One two.</p><p>Three.</p>"],
  ["code", "See `a_b` and ``x`y``.", "<p>See <code>a_b</code> and <code>x`y</code>.</p>"],
  [
    "emphasis",
    "*a* **b** _c_ and 2 * 3 * 4",
    "<p><em>a</em> <strong>b</strong> <em>c</em> and 2 * 3 * 4</p>",
  ],
  ["names with underscores", "display_name_of and a_b_c", "<p>display_name_of and a_b_c</p>"],
  [
    "a list",
    "Either:\n- a\n  goes on\n- `b`\n\nEnd",
    "<p>Either:</p><ul><li>a goes on</li><li><code>b</code></li></ul><p>End</p>",
  ],
  ["a numbered list", "1. a\n2) b", "<ol><li>a</li><li>b</li></ol>"],
  ["fenced code", "```json\n{ *a* }\n```\nb", '<pre tabindex="0"><code>{ *a* }</code></pre><p>b</p>'],
  ["a link", "[a *b*](https://a.example/x)", '<p><a href="https://a.example/x">a <em>b</em></a></p>'],
  ["an address", "<https://a.example>", '<p><a href="https://a.example">https://a.example</a></p>'],
  ["an escape", "\\*a\\*", "<p>*a*</p>"],
  ["a heading", "## Title", "<p><strong>Title</strong></p>"],
])("%s", (_what, source, shown) => {
  expect(markdown(source).text).toBe(shown);
});

test.each([
  ["[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"],
  ["[x](//evil.example)", "<p>[x](//evil.example)</p>"],
  ["[x](../secret)", "<p>[x](../secret)</p>"],
  ["![caption](https://evil.example/pixel.png)", "<p>caption</p>"],
  ["<javascript:alert(1)>", "<p>&#60;javascript:alert(1)&#62;</p>"],
  ["<b onclick=x>", "<p>&#60;b onclick=x&#62;</p>"],
  ["`<script>`", "<p><code>&#60;script&#62;</code></p>"],
  ["*a `b", "<p>*a `b</p>"],
])("%s runs nothing and fetches nothing", (source, shown) => {
  expect(markdown(source).text).toBe(shown);
});

test("a line is one run, whatever blocks were typed", () => {
  expect(markdownLine("One\n- two\r\n\r\n`three`\n").text).toBe("One - two <code>three</code>");
});

test.each(["*", "**a ", "[", "a`", "_a ", "![", "<https://", "[x](", "\\", "- a\n", "```\n"])(
  "many of %j end soon and lose nothing",
  (piece) => {
    expect(markdown(piece.repeat(20_000)).text.length).toBeGreaterThan(10_000);
  },
);
