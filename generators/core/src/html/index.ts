export { isSafeAddress } from "./address.ts";
export { type Content, escapeHtml, Html, html } from "./html.ts";
export { markdown, markdownLine } from "./markdown.ts";
export { visibleText } from "./visible-text.ts";
