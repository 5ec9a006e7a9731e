import type {
  Catalogue,
  CatalogueModel,
  ContractVersion,
  Direction,
  ModelPayload,
} from "@concordat/contracts";
import { isArray, isObject, type Json } from "@concordat/json";
import { createReach } from "../lint/reach.ts";
import { numberOf } from "./promises.ts";

/** The operations that handle events of a contract, in one major version, directly or as a part of theirs. */
export type Handlers = { readonly [Way in Direction]: readonly string[] };

/** Who sends and receives what, asked once for many contracts. */
export function createHandlers(
  catalogue: Catalogue,
  model: Pick<CatalogueModel, "operations" | "messages"> | undefined,
): (contract: string, major: number) => Handlers {
  const carried = new Map<string, Set<string>>();
  if (model !== undefined) {
    const reach = createReach(catalogue, catalogue.graph());
    for (const { name, payload } of model.messages) {
      for (const part of contractsIn(payload, catalogue).flatMap(reach)) {
        const line = `${part.contract}@${numberOf(part).major}`;
        carried.set(line, (carried.get(line) ?? new Set()).add(name));
      }
    }
  }
  return (contract, major) => {
    const messages = carried.get(`${contract}@${major}`) ?? new Set();
    const named = (way: Direction) =>
      (model?.operations ?? [])
        .filter(
          ({ direction, messages: handled }) =>
            direction === way && handled.some((name) => messages.has(name)),
        )
        .map(({ name }) => name);
    return { send: named("send"), receive: named("receive") };
  };
}

/** The contract that a payload is, or those that a schema of the document's own refers to. */
export function contractsIn(payload: ModelPayload, catalogue: Catalogue): readonly ContractVersion[] {
  if (payload.kind === "contract") return [catalogue.byId(payload.contract) ?? []].flat();
  if (payload.kind !== "schema") return [];
  return [...referencesIn(payload.schema)].flatMap((ref) => catalogue.byUri(ref.replace(/#.*$/, "")) ?? []);
}

function* referencesIn(value: Json): Generator<string> {
  if (isArray(value)) for (const item of value) yield* referencesIn(item);
  else if (isObject(value))
    for (const [name, member] of Object.entries(value)) {
      if (name === "$ref" && typeof member === "string") yield member;
      else yield* referencesIn(member);
    }
}
