import type { JsonDocument } from "@concordat/json";
import { createSchemaGraph, type SchemaGraph } from "@concordat/schema";
import { matchesText } from "../glob.ts";
import { withSlash } from "../ids/addresses.ts";
import { compareVersions, parseVersion } from "../ids/version.ts";
import type { Contract, ContractKind, ContractVersion } from "./contract.ts";

export type CatalogueFilter = {
  readonly kind?: ContractKind;
  /** Pattern of the event type; `*` stands for any characters. */
  readonly type?: string;
  /** Only the latest version of each contract, asked before the other filters. */
  readonly latest?: boolean;
};

/** Every contract there is, in one fixed order: by path, then from the oldest version to the latest. */
export type Catalogue = {
  /** What every `$id` begins with; ends in a slash. */
  readonly base: string;
  readonly contracts: readonly Contract[];
  readonly versions: readonly ContractVersion[];
  /** `commerce/order/placed/1.2.0` */
  byId(id: string): ContractVersion | undefined;
  /** `commerce/order/placed` */
  contract(path: string): Contract | undefined;
  latest(path: string): ContractVersion | undefined;
  /** All versions of an event type, oldest first. Within a major version the type stays the same. */
  byType(type: string): readonly ContractVersion[];
  /** By `$id`. */
  byUri(uri: string): ContractVersion | undefined;
  list(filter?: CatalogueFilter): readonly ContractVersion[];
  /** All documents with their references tied together; made when first asked for. */
  graph(): SchemaGraph;
  /** The texts by `$id`, for turning places in documents into lines and columns. */
  readonly texts: ReadonlyMap<string, JsonDocument>;
};

export function createCatalogue(base: string, unordered: Iterable<ContractVersion>): Catalogue {
  const grouped = Map.groupBy(unordered, ({ contract }) => contract);
  const contracts = [...grouped]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([path, versions]) => asContract(path, versions));
  const versions = contracts.flatMap((contract) => contract.versions);
  const byPath = new Map(contracts.map((contract) => [contract.path, contract]));
  const byId = new Map(versions.map((version) => [version.id, version]));
  const byUri = new Map(versions.map((version) => [version.uri, version]));
  const byType = Map.groupBy(versions, ({ type }) => type);
  let graph: SchemaGraph | undefined;
  return {
    base: withSlash(base),
    contracts,
    versions,
    byId: (id) => byId.get(id),
    contract: (path) => byPath.get(path),
    latest: (path) => byPath.get(path)?.latest,
    byType: (type) => byType.get(type) ?? [],
    byUri: (uri) => byUri.get(uri),
    list: ({ kind, type, latest = false } = {}) =>
      (latest ? contracts.map((contract) => contract.latest) : versions).filter(
        (version) =>
          (kind === undefined || version.kind === kind) &&
          (type === undefined || (version.type !== undefined && matchesText(type, version.type))),
      ),
    graph: () => {
      graph ??= createSchemaGraph(new Map(versions.map(({ uri, document }) => [uri, document])));
      return graph;
    },
    texts: new Map(versions.map(({ uri, source }) => [uri, source])),
  };
}

function asContract(path: string, unordered: readonly ContractVersion[]): readonly Contract[] {
  const versions = unordered.toSorted(byVersion);
  const latest = versions.at(-1);
  return latest === undefined ? [] : [{ path, versions, latest }];
}

function byVersion(a: ContractVersion, b: ContractVersion): number {
  const [left, right] = [parseVersion(a.version), parseVersion(b.version)];
  return left === undefined || right === undefined ? 0 : compareVersions(left, right);
}
