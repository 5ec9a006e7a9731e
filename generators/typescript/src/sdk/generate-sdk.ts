import { type Files, type GenerationInput, type GeneratorOptions, printFile, reachedDocuments, type Scaffold, type SchemaEntry } from "@concordat/gen-core";
import { matchesText } from "@concordat/contracts";
import { digestOf } from "@concordat/json/digest";
import { emitContractValidators, emitSupport } from "@concordat/validator";
import { typescript } from "../language/typescript.ts";
import { printTypeModules } from "../types/print-type-modules.ts";
import { contractsFile, testingFile } from "./collected-files.ts";
import { contractFile, eventFile, type NamedContract } from "./contract-files.ts";
import { entryFiles } from "./entry-files.ts";
import { between } from "./imports.ts";
import { namedEvents, type SdkNames, sdkNames } from "./naming.ts";
import { packageFiles } from "./package-files.ts";
import { sampleFile } from "./sample-file.ts";
import { type SdkSettings, sdkSettings } from "./settings.ts";

const support = "src/validate";

/** Every file of an SDK. */
export function generateSdk(input: GenerationInput, options: GeneratorOptions): Files {
  const settings = sdkSettings(options.packageName, options.settings);
  const { command } = options;
  const names = sdkNames(input);
  const facts = { command, ending: settings.ending };
  const events = namedEvents(input.events, names);
  const eventSchemas = new Set(input.events.map(({ schema }) => schema));
  const others = input.schemas.filter(({ key }) => !eventSchemas.has(key));
  return new Map<string, string | Scaffold>([
    ...packageFiles(input, settings),
    [`${support}.ts`, emitSupport(command, "typescript")],
    ...dataFiles(input, names, settings, command),
    ...input.schemas.flatMap((schema) => [...schemaFiles(schema, input, names, settings, options)]),
    ...settings.entries.flatMap((entry) => [
      ...entryFiles({
        ...facts,
        entry,
        events: events.filter(({ event }) => entry.types.some((pattern) => matchesText(pattern, event.type))),
        operations: input.operations,
      }),
    ]),
    ["src/contracts.ts", contractsFile({ ...facts, schemas: others, names })],
    ["src/testing.ts", testingFile({ ...facts, schemas: input.schemas, names })],
  ]);
}

/** `data.ts` of every contract: its types. */
function dataFiles(input: GenerationInput, names: SdkNames, { ending }: SdkSettings, command: string): ReadonlyMap<string, string> {
  const roots = input.schemas.map(({ key, uri }) => ({
    key,
    uri,
    name: names.types.get(key) ?? "",
    module: `src/contracts/${names.folders.get(key)}/data`,
  }));
  const modules = printTypeModules(
    { documents: input.documents, roots },
    { unknownMembers: "undeclared-refused", importPath: (from, to) => between(from, to, ending) },
  );
  return new Map(
    roots.flatMap(({ key, module }) => {
      const printed = modules.get(key);
      return printed === undefined ? [] : [[`${module}.ts`, printFile({ command, body: printed.code }, typescript)]];
    }),
  );
}

/** The other files of a contract. */
function* schemaFiles(
  schema: SchemaEntry,
  input: GenerationInput,
  names: SdkNames,
  { ending }: SdkSettings,
  { command, remember }: GeneratorOptions,
): Generator<readonly [string, string]> {
  const { key, uri } = schema;
  const folder = `src/contracts/${names.folders.get(key)}`;
  const document = input.documents.get(uri) ?? true;
  const event = input.events.find((each) => each.schema === key);
  const named: NamedContract = { schema, type: names.types.get(key) ?? "", value: names.values.get(key) ?? "", command, ending };
  yield event === undefined ? [`${folder}/contract.ts`, contractFile(named)] : [`${folder}/event.ts`, eventFile(named, event)];
  const sample = sampleFile(named, document);
  if (sample !== undefined) yield [`${folder}/sample.ts`, sample];
  const supportFrom = between(`${folder}/validate`, support, ending);
  const emit = () =>
    emitContractValidators({ command, language: "typescript", document, documents: input.documents, supportFrom });
  // Everything that the text of a validator depends on.
  const reached = Object.fromEntries(reachedDocuments(uri, input.documents));
  yield [`${folder}/validate.ts`, remember(digestOf({ validators: reached, uri, supportFrom, command }), emit)];
}
