import { readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import {
  appendToPointer,
  fillVariables,
  isObject,
  type JsonDocument,
  JsonError,
  type JsonObject,
  parseJsonDocument,
} from "@concordat/json";
import type { Choice } from "./choice.ts";
import { configuredErrors } from "./configured-errors.ts";
import type { Environment } from "./environment.ts";

const fileName = "concordat.config.json";

export type FileChoice = {
  /** Where the file is, and packages are looked for. */
  readonly folder: string;
  readonly choice: Choice | undefined;
};

/**
 * The member `transport` of the settings in this folder or the nearest above it; `undefined` where there is no such file. All else in
 * it is the business of the `concordat` command, and is not judged here: a service must start beside a lint setting that is wrong.
 */
export function readSettingsFile(folder: string, environment: Environment): FileChoice | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const bytes = readIfThere(join(at, fileName));
    if (bytes !== undefined) return { folder: at, choice: choiceIn(bytes, join(at, fileName), environment) };
    if (dirname(at) === at) return undefined;
  }
}

function choiceIn(bytes: Uint8Array, path: string, environment: Environment): Choice | undefined {
  const file = shown(path);
  const document = parsed(bytes, file);
  const written = isObject(document.value) ? document.value.transport : undefined;
  const at = (setting?: string) => placeOf(document, file, setting);
  if (written === undefined) return undefined;
  if (!isObject(written))
    throw configuredErrors.TRANSPORT_CONFIG({
      at: at(),
      trouble: `"transport" is no object`,
      advice: 'write { "name": "nats" }, and the settings of that transport beside it',
    });
  const { name, package: from, ...settings } = written;
  if (typeof name !== "string")
    throw configuredErrors.TRANSPORT_CONFIG({
      at: at(name === undefined ? undefined : "name"),
      trouble: `"transport" has no name`,
      advice: 'give it a "name", such as "nats"',
    });
  if (from !== undefined && typeof from !== "string")
    throw configuredErrors.TRANSPORT_CONFIG({
      at: at("package"),
      trouble: `"package" is no text`,
      advice: "write the name of the package that the transport is in",
    });
  return {
    name,
    ...(from === undefined ? {} : { package: from }),
    settings: () => withVariables(settings, environment, at),
    at,
  };
}

function withVariables(settings: JsonObject, environment: Environment, at: (setting: string) => string) {
  const filled = fillVariables(settings, (name, pointer) => {
    const value = environment[name];
    if (value !== undefined) return value;
    throw configuredErrors.TRANSPORT_CONFIG({
      at: at(pointer.slice(1).replaceAll("/", ".")),
      trouble: `refers to the environment variable ${name}, which is not set`,
      advice: `set ${name}, or write $\${${name}} if the text itself is meant`,
    });
  });
  return filled as JsonObject;
}

function parsed(bytes: Uint8Array, file: string): JsonDocument {
  try {
    return parseJsonDocument(bytes, { maxBytes: 2 ** 20, maxDepth: 64 });
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    const { line, column } = error.params;
    const at = typeof line === "number" ? `${file}:${line}:${column}` : file;
    throw configuredErrors.TRANSPORT_CONFIG(
      { at, trouble: error.message, advice: error.hint },
      { cause: error },
    );
  }
}

/** The value of a setting, or of the nearest thing around it that the text has. */
function placeOf(document: JsonDocument, file: string, setting: string | undefined): string {
  const steps = setting === undefined ? [] : setting.split(".");
  for (let depth = steps.length; depth >= 0; depth -= 1) {
    const found = document.locate(appendToPointer("/transport", ...steps.slice(0, depth)));
    if (found !== undefined) return `${file}:${found.value.start.line}:${found.value.start.column}`;
  }
  return file;
}

function readIfThere(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    const facts = {
      at: shown(path),
      trouble: `cannot be read: ${message}`,
      advice: "check what it is, and its permissions",
    };
    throw configuredErrors.TRANSPORT_CONFIG(facts, { cause });
  }
}

/** Relative where that is shorter and unmistakable. */
function shown(path: string): string {
  const near = relative(process.cwd(), path);
  return near.startsWith(`..${sep}`) ? path : near;
}
