import type { CatalogueModel, ContractRecord } from "@concordat/contracts";
import { type Outline, outlineOf } from "@concordat/contracts/outline";
import type { Json } from "@concordat/json";
import { createSchemaGraph, type SchemaGraph } from "@concordat/schema";
import { type Flow, flowsOf } from "./flows.ts";

/** A contract with everything that is told about it. */
export type ContractEntry = {
  readonly path: string;
  /** The first word of the path. */
  readonly domain: string;
  readonly title: string;
  /** Oldest first, never empty. */
  readonly versions: readonly [ContractRecord, ...ContractRecord[]];
  readonly latest: ContractRecord;
  readonly flows: readonly Flow[];
  /** Contracts whose documents refer to one of its versions. */
  readonly usedBy: readonly string[];
};

/** The model, arranged by what people look things up by. Every list has one fixed order. */
export type Survey = {
  readonly model: CatalogueModel;
  /** By path. */
  readonly contracts: readonly ContractEntry[];
  readonly flows: readonly Flow[];
  /** By name. */
  readonly applications: readonly string[];
  readonly graph: SchemaGraph;
  contract(path: string): ContractEntry | undefined;
  byId(id: string): ContractRecord | undefined;
  byUri(uri: string): ContractRecord | undefined;
  /** The members of a version, or of a message's own schema by `messageUri`. */
  outline(schema: { readonly uri: string }): Outline;
};

export function surveyOf(model: CatalogueModel): Survey {
  const flows = flowsOf(model);
  const byId = new Map(model.contracts.map((version) => [version.id, version]));
  const byUri = new Map(model.contracts.map((version) => [version.uri, version]));
  const graph = createSchemaGraph(documentsOf(model));
  const referrers = Map.groupBy(graph.references, ({ target }) => target?.document ?? "");
  const pathsMoved = Map.groupBy(flows, ({ message }) => pathOf(message.payload, byId));
  const contracts = [...Map.groupBy(model.contracts, ({ contract }) => contract)].flatMap(
    ([path, [first, ...rest]]): readonly ContractEntry[] => {
      if (first === undefined) return [];
      const versions = [first, ...rest] as const;
      const latest = versions.at(-1) ?? first;
      const users = versions
        .flatMap(({ uri }) => referrers.get(uri) ?? [])
        .map(({ at }) => byUri.get(at.document)?.contract);
      return [
        {
          path,
          domain: path.split("/", 1)[0] ?? path,
          title: latest.title ?? path,
          versions,
          latest,
          flows: pathsMoved.get(path) ?? [],
          usedBy: [
            ...new Set(users.filter((user) => user !== undefined && user !== path)),
          ].sort() as readonly string[],
        },
      ];
    },
  );
  const byPath = new Map(contracts.map((contract) => [contract.path, contract]));
  const outlines = new Map<string, Outline>();
  return {
    model,
    contracts,
    flows,
    applications: [...new Set(flows.map(({ application }) => application))].sort(),
    graph,
    contract: (path) => byPath.get(path),
    byId: (id) => byId.get(id),
    byUri: (uri) => byUri.get(uri),
    outline({ uri }) {
      const known =
        outlines.get(uri) ?? outlineOf({ uri }, { graph: () => graph, byUri: (each) => byUri.get(each) });
      outlines.set(uri, known);
      return known;
    },
  };
}

/** What a message's own schema is called among the documents. */
export function messageUri(name: string): string {
  return `asyncapi:/messages/${encodeURIComponent(JSON.stringify(name))}`;
}

function documentsOf({ contracts, messages }: CatalogueModel): ReadonlyMap<string, Json> {
  return new Map<string, Json>([
    ...contracts.map(({ uri, document }) => [uri, document] as const),
    ...messages.flatMap(({ name, payload }) =>
      payload.kind === "schema" ? [[messageUri(name), payload.schema] as const] : [],
    ),
  ]);
}

function pathOf(
  payload: CatalogueModel["messages"][number]["payload"],
  byId: ReadonlyMap<string, ContractRecord>,
): string | undefined {
  return payload.kind === "contract" ? byId.get(payload.contract)?.contract : undefined;
}
