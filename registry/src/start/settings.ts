import { dirname } from "node:path";
import { registryErrors } from "../errors.ts";

export type Settings = {
  readonly host: string;
  readonly port: number;
  /** The folder of the project that is served. */
  readonly project: string;
  readonly logLevel: string;
};

/** This repository: what is served when nothing else is asked for. */
const shipped = dirname(dirname(dirname(import.meta.dirname)));

/** `HOST`, `PORT`, `CONCORDAT_PROJECT` and `LOG_LEVEL`; empty counts as not set. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const { HOST, PORT, CONCORDAT_PROJECT, LOG_LEVEL } = environment;
  return {
    host: HOST || "127.0.0.1",
    port: portOf(PORT || "8081"),
    project: CONCORDAT_PROJECT || shipped,
    logLevel: levelOf(LOG_LEVEL || "info"),
  };
}

function portOf(value: string): number {
  const port = Number(value);
  if (/^[0-9]{1,5}$/.test(value) && port <= 65_535) return port;
  throw registryErrors.PORT_INVALID({ value });
}

const levels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"];

function levelOf(value: string): string {
  if (levels.includes(value)) return value;
  throw registryErrors.LOG_LEVEL_INVALID({ value, levels });
}
