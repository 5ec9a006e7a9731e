import { type CatalogueModel, contractErrors, createCatalogue } from "@concordat/contracts";
import { pastBaseline } from "@concordat/gate/evolution";
import { isArray, isObject, type Json, type JsonObject } from "@concordat/json";
import type { Io } from "../io.ts";
import type { Project } from "../project/open-project.ts";
import { openRegistry } from "../registry/open-registry.ts";
import { readRegistry } from "../registry/read-registry.ts";
import { requireBase } from "../registry/require-base.ts";
import type { Base } from "./base.ts";

/** What a registry has frozen: others may rely on that and on nothing else. */
export async function registryBase(url: string | undefined, { config }: Project, io: Io): Promise<Base> {
  const flags = url === undefined ? {} : { registry: url };
  const client = await openRegistry(flags, { verb: "check", config }, io);
  const { catalogue, lock, model } = await readRegistry(client, io, {});
  requireBase(catalogue, config, client.url);
  const frozen = catalogue.versions.filter((version) => version.frozen);
  if (frozen.length === 0)
    throw contractErrors.BASE_WITHOUT_CATALOGUE({ base: client.url, where: "frozen version in it" });
  const routed = model && routedModel(model);
  return {
    baseline: pastBaseline({
      name: client.url,
      catalogue: createCatalogue(catalogue.base, frozen),
      lock,
      ...(routed && { model: routed }),
    }),
    hasSameRules: false,
    findings: [],
  };
}

/** Of a registry that says it otherwise than we know, nobody asks whether channels moved. */
function routedModel(
  model: JsonObject,
): Pick<CatalogueModel, "channels" | "messages" | "operations"> | undefined {
  const { channels, messages, operations } = model;
  const isKnown = [channels, messages, operations].every((list) => list !== undefined && isNamedList(list));
  return isKnown ? (model as unknown as CatalogueModel) : undefined;
}

function isNamedList(list: Json): boolean {
  return isArray(list) && list.every((each) => isObject(each) && typeof each.name === "string");
}
