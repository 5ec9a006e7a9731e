import { resolve } from "node:path";
import { isConcordatError } from "@concordat/errors";
import { noLogger } from "../ports/logger.ts";
import type { Transport } from "../ports/transport.ts";
import { transportErrors } from "../ports/transport-errors.ts";
import { flattenSettings, nestSettings } from "../transport/settings.ts";
import type { OpenContext, TransportModule } from "../transport/transport-module.ts";
import type { Choice } from "./choice.ts";
import { configuredErrors } from "./configured-errors.ts";
import { type Environment, nameVariable, settingsOfEnvironment, variableOf } from "./environment.ts";
import { installing, loadModule } from "./load-module.ts";
import { readSettingsFile } from "./settings-file.ts";

export type ConfiguredTransportOptions = OpenContext & {
  /** Goes before everything else: a name, or a name with settings. */
  readonly transport?:
    | string
    | ({ readonly name: string; readonly package?: string } & Readonly<Record<string, unknown>>)
    | undefined;
  /**
   * What brokers have to have, by the name of the transport that reaches them: the `topology` of a generated package, where servers of the
   * document are called so, or `{ kafka: topology.production }`. Goes behind everything else.
   */
  readonly topology?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Transports that need no package to be found: for programs that are bundled, and for tests. */
  readonly modules?: readonly TransportModule[];
  /** Default: that of the process. */
  readonly environment?: Environment;
  /** Where `concordat.config.json` is looked for, here and above. Default: the working directory. */
  readonly folder?: string;
};

/**
 * Opens the transport that code, the environment or `concordat.config.json` choose, in this order, setting by setting. What none of
 * them says of a broker's streams and topics, `topology` may.
 *
 * - `CONCORDAT_TRANSPORT` names it, `CONCORDAT_TRANSPORT_<SETTING>` sets one of its settings.
 * - In the file `{ "transport": { "name": "nats", … } }`; `${NAME}` in it stands for a variable of the environment.
 *
 * Settings that were said of another transport than the one that is opened count for nothing. What is wrong is one error with the place
 * where it stands: TRANSPORT_UNCHOSEN, TRANSPORT_UNKNOWN, TRANSPORT_NOT_INSTALLED, TRANSPORT_CONFIG, TRANSPORT_SETTING, TRANSPORT_MODULE, and
 * what the transport itself has to say (TRANSPORT_UNREACHABLE, TOPOLOGY_MISSING …).
 */
export async function openConfiguredTransport(options: ConfiguredTransportOptions = {}): Promise<Transport> {
  const { environment = process.env, folder = process.cwd(), modules = [], clock, logger } = options;
  const file = readSettingsFile(folder, environment);
  const choices = [choiceInCode(options.transport), choiceInEnvironment(environment), file?.choice];
  const chosen = choices.find((choice) => choice !== undefined);
  if (chosen === undefined) throw configuredErrors.TRANSPORT_UNCHOSEN({ folder: resolve(folder) });
  const { name } = chosen;
  const from = choices.find((choice) => choice?.name === name && choice.package !== undefined)?.package;
  const project = file?.folder ?? resolve(folder);
  const module = await loadModule(
    { ...chosen, ...(from === undefined ? {} : { package: from }) },
    project,
    modules,
  );
  const { settings, at } = settingsFrom(choices, module, environment, options.topology);
  (logger ?? noLogger).debug("transport chosen", { transport: name, at: chosen.at() });
  try {
    return await installing(name, project, () =>
      module.open(settings, { ...(clock && { clock }), ...(logger && { logger }) }),
    );
  } catch (error) {
    throw placed(error, at);
  }
}

function choiceInCode(given: ConfiguredTransportOptions["transport"]): Choice | undefined {
  if (given === undefined) return undefined;
  const at = () => "the option `transport`";
  if (typeof given === "string") return { name: given, settings: () => ({}), at };
  const { name, package: from, ...settings } = given;
  return { name, ...(from === undefined ? {} : { package: from }), settings: () => settings, at };
}

/** The settings of the environment have their types from the transport, which is not there yet. */
function choiceInEnvironment(environment: Environment): Choice | undefined {
  const name = environment[nameVariable];
  if (name === undefined || name === "") return undefined;
  return {
    name,
    settings: () => ({}),
    at: (setting) => (setting === undefined ? nameVariable : variableOf(setting)),
  };
}

function settingsFrom(
  [code, named, file]: readonly (Choice | undefined)[],
  module: TransportModule,
  environment: Environment,
  topology: ConfiguredTransportOptions["topology"] = {},
) {
  const { name, settings: table } = module;
  const ofThis = (choice: Choice | undefined) =>
    choice?.name === name ? flattenSettings(choice.settings(), table) : {};
  const inCode = ofThis(code);
  const inEnvironment =
    named === undefined || named.name === name ? settingsOfEnvironment(module, environment) : {};
  const inFile = ofThis(file);
  const inTopology = Object.hasOwn(topology, name) ? flattenSettings(topology[name] ?? {}, table) : {};
  return {
    settings: nestSettings({ ...inTopology, ...inFile, ...inEnvironment, ...inCode }, table),
    at(refused: string): string | undefined {
      // What is refused may lie within a setting that is an object: `streams.ORDERS.subjects`.
      const setting = Object.keys(table).find((name) => refused.startsWith(`${name}.`)) ?? refused;
      if (Object.hasOwn(inCode, setting)) return code?.at(refused);
      if (Object.hasOwn(inEnvironment, setting)) return variableOf(setting);
      if (Object.hasOwn(inFile, setting)) return file?.at(refused);
      return Object.hasOwn(inTopology, setting) ? "the option `topology`" : undefined;
    },
  };
}

/** A setting that is refused is told with the place where it was said. */
function placed(error: unknown, at: (setting: string) => string | undefined): unknown {
  if (!isConcordatError(error) || error.code !== "TRANSPORT_SETTING" || error.params.at !== undefined)
    return error;
  const { transport, setting, trouble } = error.params as {
    transport: string;
    setting: string;
    trouble: string;
  };
  const place = at(setting);
  if (place === undefined) return error;
  return transportErrors.TRANSPORT_SETTING({ transport, setting, trouble, at: place }, { cause: error });
}
