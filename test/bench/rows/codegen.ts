import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { childProcess } from "../child-process.ts";
import { inProcessAsync } from "../in-process.ts";
import type { Row } from "./row.ts";

const concordat = "packages/cli/src/main.ts";
const root = fileURLToPath(new URL("../../../", import.meta.url));

export const codegen: Row = {
  name: "codegen",
  description:
    "the SDK of the whole catalogue: in a process of its own, and after one edit in a process that watches",
  async cases() {
    const { afterOneEdit, reading } = await watchingProcess();
    return [
      {
        name: "whole catalogue, from a cold start (sources, so types are stripped too)",
        baseline: childProcess("concordat list", [concordat, "list"]),
        subjects: [childProcess("concordat generate", [concordat, "generate", "--check"])],
      },
      {
        name: "one contract edited, everything else as it was",
        baseline: inProcessAsync("read the catalogue", reading),
        subjects: [inProcessAsync("read it, generate, compare all files", afterOneEdit)],
      },
    ];
  },
  async remarks() {
    const sizes = [];
    for (const [what, code] of Object.entries(bundles)) sizes.push(`${what}: ${await bundleSize(code)}`);
    return sizes;
  },
};

/** What a watching `concordat generate` does from the moment at which a file was saved, but for the writing. */
async function watchingProcess() {
  const { interpretDocument } = await import("@concordat/asyncapi");
  const { toContractRecord } = await import("@concordat/contracts");
  const { readProjectCatalogue } = await import("@concordat/contracts/files");
  const { createMemory, inputDigests, inputFromModel } = await import("@concordat/gen-core");
  const { planFiles } = await import("@concordat/gen-core/files");
  const { default: typescript } = await import("@concordat/gen-typescript");
  const { base, generate } = JSON.parse(readFileSync(join(root, "concordat.config.json"), "utf8"));
  const { out, package: packageName, settings } = generate[0];
  const [folder, command, asyncapi] = [join(root, out), "concordat generate", "asyncapi.yaml"];
  const { remember, sweep } = createMemory();
  const readCatalogue = () => readProjectCatalogue(root, { schemas: "schemas", base }).catalogue;
  const readBytes = (file: string) => readFileSync(join(root, file));
  const model = interpretDocument({ asyncapi, catalogue: readCatalogue(), readBytes });
  if (model === undefined) throw new Error("the AsyncAPI document cannot be read");
  // The document is read again only when it changes.
  const reading = async () =>
    inputFromModel({ ...model, contracts: readCatalogue().versions.map(toContractRecord) });
  let edits = 0;
  const afterOneEdit = async () => {
    const read = await reading();
    const edited = read.schemas.find(({ key }) => key.startsWith("oms/objecttype/created/"))?.uri ?? "";
    const document = read.documents.get(edited) as object;
    const documents = new Map([
      ...read.documents,
      [edited, { ...document, description: `Edit ${edits++}.` }],
    ]);
    const input = { ...read, documents };
    const files = await typescript.generate(input, { packageName, command, settings, remember });
    sweep();
    return planFiles(files, { folder, root, command, inputs: inputDigests(input) });
  };
  return { afterOneEdit, reading };
}

const bundles = {
  "bundle of one constructor":
    'import { objectTypeCreated } from "@concordat/sdk"; console.log(objectTypeCreated({ name: "User" }));',
  "bundle of a bus with one handler, contracts in chunks of their own":
    'import { createBus, ignoreOthers } from "@concordat/sdk"; export const run = (transport) => createBus({ transport, source: "/x" }).consume("g", { ...ignoreOthers, objectTypeCreated: () => {} });',
  "bundle of all 29 constructors":
    'import { events } from "@concordat/sdk"; console.log(Object.values(events));',
};

/** Of the entry chunk and of all that it loads at once; chunks that are loaded later are told apart. */
async function bundleSize(code: string): Promise<string> {
  const { rolldown } = await import("rolldown");
  const entry = "virtual:entry";
  const bundle = await rolldown({
    input: entry,
    cwd: root,
    platform: "neutral",
    external: /^node:/,
    plugins: [
      {
        name: "entry",
        resolveId: (id) => (id === entry ? join(root, "entry.js") : undefined),
        load: (id) => (id === join(root, "entry.js") ? code : undefined),
      },
    ],
  });
  const { output } = await bundle.generate({ minify: true });
  await bundle.close();
  const chunks = output.flatMap((part) => (part.type === "chunk" ? [part] : []));
  const size = (text: string) =>
    `${(text.length / 1000).toFixed(1)} kB, gzip ${(gzipSync(text).length / 1000).toFixed(1)} kB`;
  const [first] = chunks;
  return `${size(first?.code ?? "")}${chunks.length > 1 ? `, and ${chunks.length - 1} chunks that are loaded when they are needed` : ""}`;
}
