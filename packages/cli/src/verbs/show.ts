import type { Catalogue, ContractVersion } from "@concordat/contracts";
import type { Json } from "@concordat/json";
import { exitCodes } from "../exit-codes.ts";
import { requireVersion } from "../project/find-version.ts";
import { openProject } from "../project/open-project.ts";
import { readProject } from "../project/read-project.ts";
import { defineVerb } from "../verb.ts";

export const show = defineVerb({
  name: "show",
  summary: "print one contract, as written or as a view",
  about: `The contract may be named by its path, with @1 or @1.2.0 behind it for a line of versions or one of them, by
path/version, event type, $id or file. As text it is printed as it was written; as JSON it
stands beside what the catalogue knows of it.`,
  positionals: [{ name: "CONTRACT", about: "path, path@version, path/version, type, $id or file" }],
  flags: {
    view: {
      value: "VIEW",
      about: "as one document, what consumers accept or what publishers may send",
      choices: ["reader", "writer"],
    },
    bundled: { about: "with all that it refers to, as one document" },
    format: {
      value: "FORMAT",
      about: "the document, or all that is known of it (default text)",
      choices: ["text", "json"],
    },
  },
  examples: [
    "concordat show commerce/order/placed",
    "concordat show commerce/order/placed@1.0.0 --view writer",
    "concordat show com.koosco.order.placed --bundled --format json",
  ],
  async run({ flags, positionals: [words = ""] }, io) {
    const project = openProject(flags, io);
    const read = readProject(project);
    const { catalogue } = read;
    const version = requireVersion(words, read, project, io.cwd);
    const wanted = flags.view ?? (flags.bundled ? "bundled" : undefined);
    const derived = wanted && (await derive(version, catalogue, wanted));
    if (flags.format === "json") {
      const { source: _text, document, ...record } = version;
      const facts = { ...record, ...(flags.view && { view: flags.view }), document: derived ?? document };
      await io.stdout.write(printed(facts));
    } else await io.stdout.write(derived === undefined ? version.source.text : printed(derived));
    return exitCodes.fine;
  },
});

/** The reader view is the bundled contract: what it accepts and refuses is what the contract itself does. */
async function derive(
  { uri }: ContractVersion,
  catalogue: Catalogue,
  wanted: "reader" | "writer" | "bundled",
): Promise<Json> {
  const { bundleSchema, writerView } = await import("@concordat/schema");
  const graph = catalogue.graph();
  return wanted === "writer" ? writerView(uri, graph).schema : bundleSchema(uri, graph);
}

function printed(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
