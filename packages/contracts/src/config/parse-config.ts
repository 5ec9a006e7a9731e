import { compareFindings, type Finding, findingOf } from "@concordat/errors";
import { isObject, type Json, type JsonDocument } from "@concordat/json";
import { type ContractError, contractErrors } from "../errors.ts";
import { withSlash } from "../ids/addresses.ts";
import { compareVersions, formatVersion, parseVersion } from "../ids/version.ts";
import type { Config } from "./config.ts";
import { type Environment, withEnvironment } from "./environment.ts";
import { settings } from "./shapes.ts";

/** Either the settings, or everything that is wrong with them. */
export type ConfigReading =
  | { readonly config: Config; readonly findings: readonly [] }
  | { readonly config?: undefined; readonly findings: readonly Finding[] };

export function parseConfig(document: JsonDocument, file: string, environment: Environment): ConfigReading {
  const findings: Finding[] = [];
  const report = (pointer: string, error: ContractError) => {
    const found = document.locate(pointer);
    // A member too many is shown by its name, a wrong value by the value.
    const range = found && (error.code === "CONFIG_UNKNOWN_KEY" ? (found.name ?? found.value) : found.value);
    findings.push(
      findingOf(error, { rule: "project-config", at: { file, pointer, ...(range && { range }) } }),
    );
  };
  const value = withEnvironment(document.value, environment, report);
  const tooNew = versionAhead(value);
  if (tooNew !== undefined) report("/$schema", tooNew);
  // Faults of settings that a newer program understands would only lead astray.
  const read = tooNew === undefined ? settings(value, "", report) : undefined;
  if (read === undefined || findings.length > 0) return { findings: findings.sort(compareFindings) };
  const {
    schemas = "schemas",
    base,
    asyncapi = "asyncapi.yaml",
    lint,
    compatibility,
    generate = [],
    registry,
    transport,
  } = read;
  return {
    config: {
      schemas,
      base: withSlash(base),
      asyncapi,
      lint: { rules: new Map(), suppress: [], ...lint },
      compatibility: {
        default: "FULL_TRANSITIVE",
        undecided: "fail",
        writer: "closed",
        overrides: [],
        ...compatibility,
      },
      generate,
      ...(registry !== undefined && { registry }),
      ...(transport !== undefined && { transport }),
    },
    findings: [],
  };
}

const knownVersion = { major: 1, minor: 0, patch: 0 };

/** The settings' version is that of the schema they name: `…/config/1.0.0.json`. Without one they are of ours. */
function versionAhead(value: Json): ContractError | undefined {
  const named = isObject(value) ? value.$schema : undefined;
  const found = typeof named === "string" ? /\/config\/([^/]+)\.json$/.exec(named)?.[1] : undefined;
  const version = parseVersion(found ?? "");
  if (version === undefined || compareVersions({ ...version, patch: 0 }, knownVersion) <= 0) return undefined;
  return contractErrors.CONFIG_VERSION({
    version: formatVersion(version),
    known: formatVersion(knownVersion),
  });
}
