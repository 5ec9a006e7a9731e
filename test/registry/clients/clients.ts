import { join } from "node:path";
import type { Asked, RegistryClient } from "./client.ts";
import { buildWithGo, homeOf, installFromMaven, installFromNpm, installFromPyPI } from "./install.ts";

const here = import.meta.dirname;
const node = process.execPath;

const python = "confluent-kafka-2.16.1";

function inPython(kind: "sync" | "async"): Omit<RegistryClient, "name"> {
  return {
    prepare: () => installFromPyPI(python, "confluent-kafka[json,schemaregistry]==2.16.1"),
    command: (asked) => [
      ...([join(homeOf(python), "bin", "python"), join(here, "confluent-python", "steps.py")] as const),
      ...[...wordsOf(asked), kind],
    ],
    notAsked: {
      [kind === "sync" ? "close" : "aclose"]: "ends the HTTP session, asks nothing",
      config: "what the client was made with",
      clear_caches: "called before each step; asks nothing",
      clear_latest_caches: "asks nothing",
      new_client: "a client in memory for tests",
    },
  };
}

const jvm = "flink-sql-avro-confluent-registry-2.1.0";

/** All that are held against the registry. One folder each, with a program that lists what it asks and expects. */
export const clients: readonly RegistryClient[] = [
  {
    name: "@kafkajs/confluent-schema-registry 4.1.0 (JavaScript)",
    prepare: () => installFromNpm("kafkajs-4.1.0", "@kafkajs/confluent-schema-registry@4.1.0"),
    command: (asked) => [node, join(here, "kafkajs", "steps.ts"), ...wordsOf(asked), homeOf("kafkajs-4.1.0")],
    notAsked: inside(
      ["isConfluentSchema", "getConfluentSchema", "updateOptionsWithSchemaReferences", "asProtocolOptions"],
      ["getreferencedSchemas", "getreferencedSchemasRecursive", "getreferencedSchemasFromReference"],
      ["_getSchema", "collectInvalidPaths", "getSchemaOriginRequest"],
    ),
  },
  {
    name: "@confluentinc/schemaregistry 1.10.1 (JavaScript)",
    prepare: () => installFromNpm("confluent-javascript-1.10.1", "@confluentinc/schemaregistry@1.10.1"),
    command: (asked) => [
      ...([node, join(here, "confluent-javascript", "steps.ts"), ...wordsOf(asked)] as const),
      homeOf("confluent-javascript-1.10.1"),
    ],
    notAsked: {
      config: "what the client was made with",
      clearLatestCaches: "asks nothing",
      clearCaches: "called before each step; asks nothing",
      close: "asks nothing",
      ...inside(
        ["addToInfoToSchemaCache", "addToSchemaToVersionCache", "addToVersionToSchemaCache"],
        ["addToIdToSchemaInfoCache", "addToGuidToSchemaInfoCache", "getInfoToSchemaCacheSize"],
        ["getSchemaToVersionCacheSize", "getVersionToSchemaCacheSize", "getIdToSchemaInfoCacheSize"],
        ["getGuidToSchemaInfoCacheSize"],
      ),
    },
  },
  {
    name: "confluent-kafka 2.16.1 (Python)",
    ...inPython("sync"),
  },
  {
    name: "confluent-kafka 2.16.1 (Python, asyncio)",
    ...inPython("async"),
  },
  {
    name: "franz-go/pkg/sr 1.8.0 (Go)",
    prepare: () => buildWithGo("franz-go-1.8.0", join(here, "franz-go")),
    command: (asked) => [join(homeOf("franz-go-1.8.0"), "steps"), ...wordsOf(asked)],
    notAsked: {
      Opts: "what the client was made with",
      OptValue: "what the client was made with",
      OptValues: "what the client was made with",
    },
  },
  {
    name: "confluent-kafka-go/v2/schemaregistry 2.11.1 (Go)",
    prepare: () => buildWithGo("confluent-go-2.11.1", join(here, "confluent-go")),
    command: (asked) => [join(homeOf("confluent-go-2.11.1"), "steps"), ...wordsOf(asked)],
    notAsked: {},
  },
  {
    name: "kafka-schema-registry-client 7.5.3 (JVM, inside of flink-sql-avro-confluent-registry 2.1.0)",
    prepare: () =>
      installFromMaven(
        jvm,
        "org.apache.flink:flink-sql-avro-confluent-registry:2.1.0",
        "org.slf4j:slf4j-nop:1.7.36",
        "org.slf4j:slf4j-api:1.7.36",
      ),
    command: (asked) => [
      ...(["java", "-XX:TieredStopAtLevel=1", "-cp", join(homeOf(jvm), "*")] as const),
      ...[join(here, "confluent-jvm", "Steps.java"), ...wordsOf(asked)],
    ],
    notAsked: {
      ...inside(
        ["httpRequest", "configure", "getBaseUrls", "setProxy", "setHttpHeaders", "setSslSocketFactory"],
        ["setHostnameVerifier", "setHttpConnectTimeoutMs", "setHttpReadTimeoutMs"],
      ),
      "client.getByID": "gives an Avro schema",
      "client.getById": "gives an Avro schema",
      "client.getBySubjectAndID": "gives an Avro schema",
      "client.getBySubjectAndId": "gives an Avro schema",
      "client.parseSchema": "asks the provider, and not the registry",
      "client.tenant": "asks nothing",
      "client.ticker": "asks nothing",
    },
  },
];

function wordsOf({ url, guardedUrl, readToken }: Asked): readonly string[] {
  return [url, guardedUrl, readToken];
}

/** Methods that are there for the client's other methods. */
function inside(...names: readonly (readonly string[])[]): Record<string, string> {
  return Object.fromEntries(names.flat().map((name) => [name, "for its other methods"]));
}
