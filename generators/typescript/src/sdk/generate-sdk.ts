import { matchesText } from "@concordat/contracts";
import {
  empty,
  type Files,
  type GenerationInput,
  type GeneratorOptions,
  printFile,
  reachedDocuments,
  type Scaffold,
  type SchemaEntry,
} from "@concordat/gen-core";
import { digestOf } from "@concordat/json/digest";
import { emitContractValidators, emitSupport } from "@concordat/validator";
import { typescript } from "../language/typescript.ts";
import { printTypeModules, type TypeModule } from "../types/print-modules.ts";
import { contractsFile, testingFile } from "./collected-files.ts";
import { contractFile, eventFile, type NamedContract } from "./contract-files.ts";
import { entryFiles } from "./entry-files.ts";
import { between } from "./imports.ts";
import { foldersOf, namedEvents, type SdkNames, sdkNames, takenTypes, typeCandidates } from "./naming.ts";
import { packageFiles } from "./package-files.ts";
import { sampleFile } from "./sample-file.ts";
import { type SdkSettings, sdkSettings } from "./settings.ts";

const support = "src/validate";

/** Every file of an SDK. */
export function generateSdk(input: GenerationInput, options: GeneratorOptions): Files {
  const settings = sdkSettings(options.packageName, options.settings);
  const { command } = options;
  const modules = typeModules(input, settings);
  const names = sdkNames(input, new Map([...modules].map(([key, { name }]) => [key, name])));
  const facts = { command, ending: settings.ending };
  const events = namedEvents(input.events, names);
  const eventSchemas = new Set(input.events.map(({ schema }) => schema));
  const others = input.schemas.filter(({ key }) => !eventSchemas.has(key));
  return new Map<string, string | Scaffold>([
    ...packageFiles(input, settings),
    [`${support}.ts`, emitSupport(command, "typescript")],
    ...input.schemas.map(({ key }) => dataFile(modules.get(key), names.folders.get(key), command)),
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

function typeModules(
  { documents, schemas }: GenerationInput,
  { ending }: SdkSettings,
): ReadonlyMap<string, TypeModule> {
  const folders = foldersOf(schemas);
  return printTypeModules(
    {
      documents,
      roots: schemas.map((schema) => ({
        key: schema.key,
        uri: schema.uri,
        candidates: typeCandidates(schema),
        module: `src/contracts/${folders.get(schema.key)}/data.ts`,
      })),
    },
    { unknownMembers: "undeclared-refused", extension: ending, taken: takenTypes },
  );
}

/** `data.ts` of a contract: its types. */
function dataFile(
  module: TypeModule | undefined,
  folder: string | undefined,
  command: string,
): readonly [string, string] {
  return [`src/contracts/${folder}/data.ts`, printFile({ command, body: module?.code ?? empty }, typescript)];
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
  const named: NamedContract = {
    schema,
    type: names.types.get(key) ?? "",
    value: names.values.get(key) ?? "",
    command,
    ending,
  };
  yield event === undefined
    ? [`${folder}/contract.ts`, contractFile(named)]
    : [`${folder}/event.ts`, eventFile(named, event)];
  const sample = sampleFile(named, document);
  if (sample !== undefined) yield [`${folder}/sample.ts`, sample];
  const supportFrom = between(`${folder}/validate`, support, ending);
  const emit = () =>
    emitContractValidators({
      command,
      language: "typescript",
      document,
      documents: input.documents,
      supportFrom,
    });
  // Everything that the text of a validator depends on.
  const reached = Object.fromEntries(reachedDocuments(uri, input.documents));
  yield [
    `${folder}/validate.ts`,
    remember(digestOf({ validators: reached, uri, supportFrom, command }), emit),
  ];
}
