import {
  empty,
  type Files,
  type GenerationInput,
  type GeneratorOptions,
  printFile,
  type Scaffold,
} from "@concordat/gen-core";
import { emitContractValidators, emitSupport } from "@concordat/validator";
import { typescript } from "../language/typescript.ts";
import { printTypeModules, type TypeModule } from "../types/print-modules.ts";
import { contractsFile, testingFile } from "./collected-files.ts";
import { contractFile, eventFile } from "./contract-files.ts";
import { contractsOf, isEvent, type SdkContract } from "./contracts.ts";
import { entryFiles } from "./entry-files.ts";
import { forContract } from "./for-contract.ts";
import { between } from "./imports.ts";
import { isIn, leftOut } from "./left-out.ts";
import { foldersOf, takenTypes, typeCandidates } from "./naming.ts";
import { packageFiles } from "./package-files.ts";
import { sampleFile } from "./sample-file.ts";
import { type SdkSettings, sdkSettings } from "./settings.ts";
import { hasTopology, topologyFile } from "./topology-file.ts";

const support = "src/validate";

/** Every file of an SDK. */
export function generateSdk(input: GenerationInput, options: GeneratorOptions): Files {
  const settings = sdkSettings(options.packageName, options.settings);
  const modules = typeModules(input, settings);
  const contracts = contractsOf(input, modules, options);
  for (const words of leftOut(input, contracts.filter(isEvent), settings)) options.warn?.(words);
  const facts = { command: options.command, ending: settings.ending };
  return new Map<string, string | Scaffold>([
    ...packageFiles(input, settings),
    [`${support}.ts`, emitSupport(facts.command, "typescript")],
    ...contracts.flatMap((contract) => [...contractFiles(contract, modules, settings, options)]),
    ...settings.entries.flatMap((entry) => [
      ...entryFiles({
        ...facts,
        entry,
        events: contracts.filter(isEvent).filter(isIn(entry)),
        operations: input.operations,
      }),
    ]),
    [
      "src/contracts.ts",
      contractsFile({ ...facts, contracts: contracts.filter((contract) => !isEvent(contract)) }),
    ],
    [
      "src/testing.ts",
      testingFile({ ...facts, contracts: contracts.filter(({ sample }) => sample !== undefined) }),
    ],
    ...(hasTopology(input) ? [["src/topology.ts", topologyFile(input, facts.command)] as const] : []),
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
        module: `${folders.get(schema.key)}/data.ts`,
      })),
    },
    {
      unknownMembers: "undeclared-refused",
      // Publishers build lists with `map`, of which the compiler does not know how many items it gives; the validator counts them.
      listBounds: "left-out",
      extension: ending,
      taken: takenTypes,
    },
  );
}

/** The files of one contract; they change with it alone, and with what it refers to. */
function* contractFiles(
  contract: SdkContract,
  modules: ReadonlyMap<string, TypeModule>,
  { ending }: SdkSettings,
  { command, remember }: GeneratorOptions,
): Generator<readonly [string, string]> {
  const { schema, document, reached, digest, event, folder, sample } = contract;
  const facts = { contract, command, ending };
  const body = modules.get(schema.key)?.code ?? empty;
  yield [`${folder}/data.ts`, printFile({ command, body }, typescript)];
  if (event === undefined) yield [`${folder}/contract.ts`, contractFile(facts)];
  else yield [`${folder}/event.ts`, eventFile(facts, event)];
  if (sample !== undefined) yield [`${folder}/sample.ts`, sampleFile(facts, sample)];
  const supportFrom = between(`${folder}/validate`, support, ending);
  const emit = () =>
    forContract(schema, () =>
      emitContractValidators({
        command,
        language: "typescript",
        document,
        documents: reached,
        dialect: schema.dialect,
        supportFrom,
      }),
    );
  yield [`${folder}/validate.ts`, remember(`validate ${digest} ${supportFrom} ${command}`, emit)];
}
