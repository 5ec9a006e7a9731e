import { type Catalogue, catalogueOfDocuments, type Lock } from "@concordat/contracts";
import { isConcordatError } from "@concordat/errors";
import type { JsonObject } from "@concordat/json";
import { type RegistryClient, registryClientErrors } from "@concordat/registry-client";
import type { Io } from "../io.ts";

/** What a registry has, as if it were files. */
export type RegistryReading = {
  readonly catalogue: Catalogue;
  /** What is frozen there. */
  readonly lock: Lock;
  /** Channels, messages and operations. */
  readonly model?: JsonObject;
};

/** The whole catalogue of a registry. Where it cannot be asked, what it said last, which standard error then says. */
export async function readRegistry(
  client: RegistryClient,
  io: Io,
  { quiet = false }: { readonly quiet?: boolean },
): Promise<RegistryReading> {
  const found = await client.bundle();
  if (found === undefined)
    throw registryClientErrors.REGISTRY_REJECTED({
      url: client.url,
      status: 404,
      said: "it hands out no bundle",
    });
  const { value: bundle, stale, age } = found;
  if (stale && !quiet)
    await io.stderr.write(`note: ${client.url} cannot be asked; this is what it said ${ago(age)}\n`);
  try {
    return {
      ...catalogueOfDocuments(bundle.base, bundle.versions),
      ...(bundle.model && { model: bundle.model }),
    };
  } catch (cause) {
    if (!isConcordatError(cause)) throw cause;
    throw registryClientErrors.REGISTRY_ANSWER_INVALID(
      { url: client.url, trouble: `is no catalogue: ${cause.message}` },
      { cause },
    );
  }
}

const units = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

function ago(ms: number): string {
  for (const [unit, length] of units) {
    const count = Math.floor(ms / length);
    if (count > 0) return `${count} ${unit}${count === 1 ? "" : "s"} ago`;
  }
  return "a moment ago";
}
