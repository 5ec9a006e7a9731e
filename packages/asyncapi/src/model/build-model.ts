import {
  type Catalogue,
  type CatalogueModel,
  type ContractVersion,
  type ModelMessage,
  type ModelPayload,
  modelVersion,
  toContractRecord,
} from "@concordat/contracts";
import type { Finding } from "@concordat/errors";
import { checkSchemas, type SchemaJudge, type SchemaToCheck } from "../payload/check.ts";
import { liftSchema } from "../payload/lift.ts";
import type { DraftModel, WrittenSchema } from "../read/draft.ts";
import type { SourceNode } from "../source/node.ts";
import type { World } from "../source/world.ts";

export type BuildOptions = {
  readonly catalogue: Catalogue;
  readonly world: World;
  readonly judge?: SchemaJudge;
};

/** Puts the draft and the catalogue together, and judges the schemas that are no contracts on the way. */
export function buildModel(
  draft: DraftModel,
  options: BuildOptions,
): { readonly model: CatalogueModel; readonly findings: readonly Finding[] } {
  const { catalogue, world } = options;
  const toCheck: SchemaToCheck[] = [];
  const complete = (written: WrittenSchema, uri: string): ModelPayload => {
    if (written.kind === "none") return written;
    if (written.kind === "foreign")
      return {
        kind: "foreign",
        format: written.format,
        schema: (world.follow(written.node).at(-1) ?? written.node).value,
      };
    const contract = wholeContract(written.node, world);
    if (contract !== undefined) return { kind: "contract", contract: contract.id };
    const lifted = liftSchema(written.node, written.fallback, world);
    toCheck.push({ lifted, uri });
    return { kind: "schema", dialect: lifted.dialect, schema: lifted.schema };
  };
  const messages = draft.messages.map(({ node: _node, payload, headers, ...message }): ModelMessage => {
    const uri = `asyncapi:/messages/${encodeURIComponent(message.name)}`;
    return {
      ...message,
      payload: complete(payload, `${uri}/payload`),
      headers: complete(headers, `${uri}/headers`),
    };
  });
  const model: CatalogueModel = {
    modelVersion,
    info: draft.info,
    base: catalogue.base,
    contracts: catalogue.versions.map(toContractRecord),
    servers: draft.servers,
    channels: draft.channels,
    operations: draft.operations,
    messages: messages.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  };
  return { model, findings: checkSchemas(toCheck, options) };
}

/** The contract that the schema is a reference to. */
function wholeContract(written: SourceNode, world: World): ContractVersion | undefined {
  const end = world.follow(written).at(-1);
  return end?.pointer === "" ? world.contractOf(end) : undefined;
}
