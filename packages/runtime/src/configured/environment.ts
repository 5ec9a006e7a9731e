import { didYouMean } from "@concordat/errors";
import { JsonError, parseJson } from "@concordat/json";
import { transportErrors } from "../ports/transport-errors.ts";
import type { Setting, SettingsTable } from "../transport/settings.ts";
import type { TransportModule } from "../transport/transport-module.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

export const nameVariable = "CONCORDAT_TRANSPORT";
const prefix = `${nameVariable}_`;

/** `publishTimeoutMs` is CONCORDAT_TRANSPORT_PUBLISH_TIMEOUT_MS, `tls.ca` is CONCORDAT_TRANSPORT_TLS_CA. */
export function variableOf(setting: string): string {
  const words = setting.replaceAll(".", "_").replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2");
  return prefix + words.toUpperCase();
}

/** What a variable of this setting has to hold, for a table that people read. */
export function valueInEnvironment({ kind }: Setting): string {
  switch (kind) {
    case "texts":
      return "texts, with commas between";
    case "object":
      return "JSON";
    case "flag":
      return "`true` or `false`";
    default:
      return "the value";
  }
}

/**
 * The settings that the environment has, by name. One that is empty is not set, as compose files and shells have it; one that no
 * setting is called after is refused, since somebody means something by it.
 */
export function settingsOfEnvironment(
  { name: transport, settings: table }: Pick<TransportModule, "name" | "settings">,
  environment: Environment,
): Readonly<Record<string, unknown>> {
  const byVariable = new Map(Object.keys(table).map((setting) => [variableOf(setting), setting]));
  const read: Record<string, unknown> = Object.create(null);
  for (const [variable, text = ""] of Object.entries(environment)) {
    if (!variable.startsWith(prefix) || text === "") continue;
    const setting = byVariable.get(variable);
    if (setting === undefined)
      throw transportErrors.TRANSPORT_SETTING({
        transport,
        setting: variable,
        trouble: `is no setting of this transport${didYouMean(variable, byVariable.keys())}`,
        at: "the environment",
      });
    read[setting] = readValue(text, setting, table, transport);
  }
  return read;
}

/** What does not have the form of its kind stays a text, and is refused as such by the transport. */
function readValue(text: string, setting: string, table: SettingsTable, transport: string): unknown {
  const { kind, isSecret } = table[setting] as Setting;
  if (kind === "whole") return /^\d+$/.test(text) ? Number(text) : text;
  if (kind === "flag") return text === "true" || (text === "false" ? false : text);
  if (kind === "texts" && !text.trimStart().startsWith("["))
    return text.split(",").map((each) => each.trim());
  if (kind === "text" || kind === "choice") return text;
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    const trouble = isSecret ? "is no JSON" : `is no JSON: ${error.message}`;
    throw transportErrors.TRANSPORT_SETTING({ transport, setting, trouble, at: variableOf(setting) });
  }
}
