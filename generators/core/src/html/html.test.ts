import { expect, test } from "vitest";
import { isSafeAddress } from "./address.ts";
import { html } from "./html.ts";

const hostile = `<script>alert(1)</script> <img src=x onerror='a("b")'> ]]> <!-- & -->`;

test("a value is text, in an element and in an attribute alike", () => {
  const { text } = html`<p title="${hostile}">${hostile}</p>`;

  expect(text).toMatch(/^<p title="[^"'<>]*">[^"'<>]*<\/p>$/);
});

test("HTML goes in as it is, lists are joined, and nothing is nothing", () => {
  const items = ["a", "<"].map((each) => html`<li>${each}</li>`);

  expect(html`<ul>${items}${undefined}${false}${0}</ul>`.text).toBe("<ul><li>a</li><li>&#60;</li>0</ul>");
  expect(html`<li${html` aria-current="page"`}>${[]}</li>`.text).toBe('<li aria-current="page"></li>');
});

test.each([
  ["a right-to-left override", "a\u202eb", "a⟨U+202E⟩b"],
  ["a line separator", "a\u2028b", "a⟨U+2028⟩b"],
  ["a byte order mark and a zero-width space", "\ufeffa\u200b", "⟨U+FEFF⟩a⟨U+200B⟩"],
  ["a control character", "a\u0000b\u001b[31m\u0085", "a⟨U+0000⟩b⟨U+001B⟩[31m⟨U+0085⟩"],
  ["half of a pair", "a\ud800", "a⟨U+D800⟩"],
  ["hidden letters", "a\u{e0041}", "a⟨U+E0041⟩"],
])("%s is spelled out", (_what, value, shown) => {
  expect(html`${value}`.text).toBe(shown);
  expect(html`<p title="${value}"></p>`.text).toBe(`<p title="${shown}"></p>`);
});

test("what scripts and emoji are written with stays, and line breaks are line breaks", () => {
  expect(html`${"👩\u200d👧 می\u200cخواهم é\r\n\rz"}`.text).toBe("👩\u200d👧 می\u200cخواهم é\n\nz");
});

test.each([
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "java\nscript:alert(1)",
  " javascript:alert(1)",
  "\u0001javascript:alert(1)",
  "data:text/html,x",
  "vbscript:x",
  "file:///etc/passwd",
  "//evil.example",
  "\\\\evil.example",
  "/\\evil.example",
  ":x",
])("%j is no address for a link", (address) => {
  expect(isSafeAddress(address)).toBe(false);
  expect(() => html`<a href="${address}">x</a>`).toThrow("address");
});

test.each(["https://a.example/b?c#d", "mailto:a@b.example", "../x/y.html#z", "#top", "/ui/a", "./a:b", ""])(
  "%j is an address",
  (address) => {
    expect(html`<a href="${address}">x</a>`.text).toBe(`<a href="${address}">x</a>`);
  },
);

test("an address is judged where it begins, also after other attributes", () => {
  expect(() => html`<a class="${"x"}" href="${"javascript:x"}">x</a>`).toThrow("address");
  expect(html`<a href="#${"javascript:x"}">x</a>`.text).toBe('<a href="#javascript:x">x</a>');
});

test("markup that no value makes safe is refused", () => {
  expect(() => html`<p onclick="${"x"}"></p>`).toThrow("handlers");
  expect(() => html`<p style="${"x"}"></p>`).toThrow("styles");
  expect(() => html`<p title=${"x"}></p>`).toThrow("quotes");
  expect(() => html`<p ${"onclick=x"}></p>`).toThrow("no HTML");
});
