import { codegenErrors, defineGenerator } from "@concordat/gen-core";
import { docsSite } from "./site/docs-site.ts";

/** A reference site in static HTML: what `concordat docs` writes. */
export const docs = defineGenerator({
  name: "docs",
  about: "a reference site in static HTML, readable from a disk",
  generate({ model }, { command, settings }) {
    if (model === undefined)
      throw codegenErrors.CODEGEN_UNSUPPORTED({
        what: "a site",
        problem: "it tells about a catalogue and its AsyncAPI document, and here are schemas alone",
        remedy: "generate it of a project, or of an AsyncAPI document",
      });
    return docsSite(model, { command, settings });
  },
});
