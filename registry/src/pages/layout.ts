import { hash } from "node:crypto";
import { type Content, Html, html } from "@concordat/gen-core/html";
import { style } from "./style.ts";

export type Page = { readonly title: string; readonly body: Content };

/** The frame of every page. Nothing is loaded from elsewhere and nothing runs: pages are text, links and one form. */
export function layout({ title, body }: Page): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${new Html(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header><a class="brand" href="/">Concordat registry</a><nav aria-label="Machine-readable"><a href="/v1/contracts">List as JSON</a></nav></header>
<main id="main">
${body}
</main>
</body>
</html>
`.text;
}

/** The one style sheet is allowed by its digest, scripts not at all. */
export const pagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${hash("sha256", style, "base64")}'`,
  "img-src data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");
