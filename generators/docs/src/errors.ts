import { ConcordatError, defineErrors } from "@concordat/errors";

export class DocsError extends ConcordatError {}

export const docsErrors = defineErrors(DocsError, {
  DOCS_INSTALL_FAILED: {
    message: (p: { tools: readonly string[]; output: string }) =>
      `npm could not install ${p.tools.join(" and ")}:\n${p.output}`,
    hint: "see to it that npm reaches its registry, and try again; without --asyncapi nothing is installed",
    kind: "network",
    retry: "later",
  },
  DOCS_RENDER_FAILED: {
    message: (p: { output: string }) => `the official template did not render the document:\n${p.output}`,
    hint: "read what it says; it wants Node 24 or newer. The site itself is written already and needs none of it",
    kind: "fault",
  },
});
