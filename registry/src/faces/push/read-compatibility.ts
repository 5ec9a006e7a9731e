import { type Config, parseConfig } from "@concordat/contracts";
import { type JsonObject, parseJsonDocument } from "@concordat/json";
import type { RefusedVersion } from "./refused-version.ts";

/** The settings of a project that say what its contracts promise, with every default filled in. */
export function readCompatibility(
  compatibility: JsonObject | undefined,
  base: string,
): { readonly compatibility?: Config["compatibility"]; readonly refused: readonly RefusedVersion[] } {
  if (compatibility === undefined) return { refused: [] };
  const settings = parseJsonDocument(JSON.stringify({ base, compatibility }));
  // Without an environment: what a stranger writes must not read out the server's own.
  const { config, findings } = parseConfig(settings, "project", {});
  if (config !== undefined) return { compatibility: config.compatibility, refused: [] };
  return {
    refused: findings.map(({ code, message, hint, at }) => ({
      id: "project",
      code,
      message,
      hint,
      pointer: `/project${at.pointer ?? ""}`,
    })),
  };
}
