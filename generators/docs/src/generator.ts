import { codegenErrors, defineGenerator, type GeneratorOptions } from "@concordat/gen-core";
import { isSafeAddress } from "@concordat/gen-core/html";
import { docsSite } from "./site/docs-site.ts";

/** A reference site in static HTML: what `concordat docs` writes. */
export const docs = defineGenerator({
  name: "docs",
  about: "a reference site in static HTML, readable from a disk",
  generate({ model }, { command, settings }) {
    if (model === undefined)
      throw codegenErrors.CODEGEN_UNSUPPORTED({
        what: "documents tell about a catalogue and its AsyncAPI document, and here are schemas alone",
        at: "the input",
      });
    return docsSite(model, { command, registry: registryOf(settings) });
  },
});

/** `registry`: where snippets look contracts up. Default: where a registry on the reader's machine answers. */
function registryOf({ registry = "http://127.0.0.1:8081" }: GeneratorOptions["settings"]): string {
  if (typeof registry === "string" && /^https?:\/\//.test(registry) && isSafeAddress(registry))
    return registry;
  throw codegenErrors.CODEGEN_OPTION({
    option: "registry",
    trouble: "is no address that begins with http:// or https://",
  });
}
