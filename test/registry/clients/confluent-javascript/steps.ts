import { createRequire } from "node:module";
import { join } from "node:path";
import { answerOf, methodsOf, say } from "../say.ts";
import {
  address,
  addressId,
  customer,
  odd,
  order,
  orderReordered,
  orderWithNote,
  orderWithTotal,
} from "../schemas.ts";

/** Every operation of `@confluentinc/schemaregistry` that concerns JSON, one step each, as JSON lines. */
const [url = "", guardedUrl = "", readToken = "", installed = ""] = process.argv.slice(2);

/** As far as it is used here; the package is installed where no compiler looks. */
type Client = Readonly<Record<string, (...parameters: readonly unknown[]) => unknown>>;

const { SchemaRegistryClient } = createRequire(join(installed, "package.json"))(
  "@confluentinc/schemaregistry",
) as { SchemaRegistryClient: { new (settings: object): Client; readonly prototype: object } };

let client = new SchemaRegistryClient({ baseURLs: [url], maxRetries: 0 });

const reference = { name: addressId, subject: "address", version: 1 };
const metadata = { tags: { "$.id": ["key"] }, properties: { owner: "sales & co" }, sensitive: ["owner"] };
const rule = { name: "short", kind: "CONDITION", mode: "WRITE", type: "CEL", expr: "size(message.id) < 9" };
const ruleSet = { domainRules: [rule] };

await step("getAllSubjects: none yet", []);
await step("getDefaultCompatibility: the registry's", "BACKWARD");
await step("getDefaultConfig: the registry's", { compatibilityLevel: "BACKWARD" });

await step("register: the first gets id 1", 1, "orders-value", json(order));
await step("register: again gets the same id", 1, "orders-value", json(order));
await step("register: under another subject gets the same id", 1, "copies-value", json(order));
await step(
  "register: normalised, members may stand in any order",
  1,
  "copies-value",
  json(orderReordered),
  true,
);
await step("register: an odd subject", 1, odd, json(order));
await step("register: another context counts for itself", 1, ":.staging:parcels-value", json(orderWithNote));
await step("register: an incompatible one", failure(409), "orders-value", json(orderWithTotal));
await step("register: no JSON Schema", failure(42201), "orders-value", json('{"type":"strng"}'));
await step("register: no JSON", failure(42201), "orders-value", json("{"));
await step("register: Avro, which has no name", failure(42201), "orders-value", { schema: '"string"' });
await step("register: Protobuf", failure(42201), "orders-value", {
  schema: "message A {}",
  schemaType: "PROTOBUF",
});
await step("register: a bad subject", failure(42208), "a\tb", json(order));
await step(
  "registerFullResponse: the next version, and all about it",
  { id: 2, version: 2, guid: "a guid", schemaType: "JSON", schema: orderWithNote },
  ...["orders-value", json(orderWithNote)],
);
await step("register: for others to refer to", 3, "address", json(address));
await step("register: a reference", 4, "customer", json(customer, { references: [reference] }));
await step(
  "register: a reference to nothing",
  failure(42201),
  ...["customer", json(customer, { references: [{ ...reference, subject: "nowhere" }] })],
);
await step("register: metadata and rules", 5, "ruled", json(order, { metadata, ruleSet }));

await step("getBySubjectAndId: what it is", found("orders-value", 1, order), "orders-value", 1);
await step(
  "getBySubjectAndId: in another context",
  found(":.staging:parcels-value", 1, orderWithNote),
  ":.staging:parcels-value",
  1,
);
await step(
  "getBySubjectAndId: with references",
  found("customer", 1, customer, { references: [reference] }),
  "customer",
  4,
);
await step(
  "getBySubjectAndId: with metadata and rules",
  found("ruled", 1, order, { metadata, ruleSet }),
  "ruled",
  5,
);
await step(
  "getBySubjectAndId: formats are ignored",
  found("orders-value", 1, order),
  "orders-value",
  1,
  "resolved",
);
await step("getBySubjectAndId: an unknown id", failure(40403), "orders-value", 99);
const whole = await client.registerFullResponse?.("orders-value", json(order));
const { guid } = whole as unknown as { guid: string };
await step("getByGuid: the same text", { guid: "a guid", schemaType: "JSON", schema: order }, guid);
await step("getByGuid: an unknown guid", failure(40403), "00000000-0000-0000-0000-000000000000");
await step("getId: finds it", 2, "orders-value", json(orderWithNote));
await step("getId: a schema that is not there", failure(40403), "orders-value", json(orderWithTotal));
await step("getId: of no subject", failure(40401), "nowhere", json(order));
await step("getIdFullResponse: finds it", stored("orders-value", 1, 1, order), "orders-value", json(order));
await step("getIdFullResponse: an invalid schema", failure(42201), "orders-value", json("{"));
await step(
  "getLatestSchemaMetadata: the newest",
  stored("orders-value", 2, 2, orderWithNote),
  "orders-value",
);
await step("getLatestSchemaMetadata: of an odd subject", stored(odd, 1, 1, order), odd);
await step("getLatestSchemaMetadata: of no subject", failure(40401), "nowhere");
await step("getSchemaMetadata: by number", stored("orders-value", 1, 1, order), "orders-value", 1);
await step("getSchemaMetadata: one that is not there", failure(40402), "orders-value", 99);
await step("getSchemaMetadata: 0", failure(42202), "orders-value", 0);
await step("getSchemaMetadata: of no subject", failure(40401), "nowhere", 1);
const inFull = { ...stored("ruled", 1, 5, order), metadata, ruleSet };
await step("getLatestWithMetadata: by its properties", inFull, "ruled", { owner: "sales & co" });
await step("getLatestWithMetadata: nothing has them", failure(40403), "ruled", { owner: "somebody" });
await step("getLatestWithMetadata: of no subject", failure(40401), "nowhere", { owner: "somebody" });
await step("getAllVersions: all", [1, 2], "orders-value");
await step("getAllVersions: of no subject", failure(40401), "nowhere");
await step("getVersion: of a schema", 2, "orders-value", json(orderWithNote));
await step("getVersion: normalised", 1, "orders-value", json(orderReordered), true);
await step("getVersion: a schema that is not there", failure(40403), "orders-value", json(orderWithTotal));
const subjects = ["address", "copies-value", "customer", "orders-value", "ruled"];
await step("getAllSubjects: in order", [":.staging:parcels-value", odd, ...subjects]);

await step("testSubjectCompatibility: with the latest", true, "orders-value", json(orderWithNote));
await step("testSubjectCompatibility: an incompatible one", false, "orders-value", json(orderWithTotal));
await step("testSubjectCompatibility: of no subject", true, "nowhere", json(order));
await step("testCompatibility: with a version", true, "orders-value", 1, json(orderWithNote));
await step("testCompatibility: an incompatible one", false, "orders-value", 1, json(orderWithTotal));
await step(
  "testCompatibility: with a version that is not there",
  failure(40402),
  "orders-value",
  99,
  json(order),
);
await step("testCompatibility: with version 0", failure(42202), "orders-value", 0, json(order));
await step("testCompatibility: an invalid schema", failure(42201), "orders-value", 1, json("{"));

await step("getCompatibility: a subject without its own", failure(40408), "orders-value");
await step("updateCompatibility: of a subject", "FULL", "orders-value", "FULL");
await step("updateCompatibility: a level that is none", failure(42203), "orders-value", "SIDEWAYS");
await step("getCompatibility: a subject's own", "FULL", "orders-value");
await step("updateDefaultCompatibility: of all", "NONE", "NONE");
await step("getDefaultCompatibility: of all", "NONE");
const settings = {
  compatibilityGroup: "application.version",
  overrideMetadata: metadata,
  defaultRuleSet: ruleSet,
};
const update = { compatibility: "FORWARD_TRANSITIVE", ...settings };
await step("updateConfig: of a subject", update, "configured", update);
await step(
  "getConfig: of a subject",
  { compatibilityLevel: "FORWARD_TRANSITIVE", ...settings },
  "configured",
);
await step("getConfig: of a subject without", failure(40408), "copies-value");
await step(
  "updateDefaultConfig: of all",
  { compatibility: "BACKWARD", normalize: true },
  {
    compatibility: "BACKWARD",
    normalize: true,
  },
);
await step("getDefaultConfig: of all", { compatibilityLevel: "BACKWARD", normalize: true });

await step("deleteSubjectVersion: that others refer to", failure(42206), "address", 1);
await step("deleteSubjectVersion: for good, before softly", failure(40407), "orders-value", 1, true);
await step("deleteSubjectVersion: softly", 1, "orders-value", 1);
await step("deleteSubjectVersion: softly again", failure(40406), "orders-value", 1);
await step("getSchemaMetadata: that is deleted", failure(40402), "orders-value", 1);
await step(
  "getSchemaMetadata: that is deleted, on request",
  stored("orders-value", 1, 1, order),
  "orders-value",
  1,
  true,
);
await step("getVersion: that is deleted, on request", 1, "orders-value", json(order), false, true);
await step("deleteSubjectVersion: for good", 1, "orders-value", 1, true);
await step("deleteSubjectVersion: that is not there", failure(40402), "orders-value", 1);
await step("deleteSubjectVersion: of no subject", failure(40401), "nowhere", 1);
await step("deleteSubject: that others refer to", failure(42206), "address");
await step("deleteSubject: for good, before softly", failure(40405), "orders-value", true);
await step("deleteSubject: softly", [2], "orders-value");
await step("deleteSubject: softly again", failure(40404), "orders-value");
await step("deleteSubject: for good", [2], "orders-value", true);
await step("deleteSubject: that is not there", failure(40401), "orders-value");

await step(
  "getAssociationsByResourceName: is not served",
  failure(404),
  "orders",
  "lkc-1",
  "topic",
  [],
  null,
  0,
  -1,
);
await step("createAssociation: is not served", failure(404), { resourceName: "orders" });
await step("deleteAssociations: is not served", failure(404), "lkc-1:orders", null, null, false);

const credentials = {
  "basic auth": {
    basicAuthCredentials: { credentialsSource: "USER_INFO", userInfo: `me:${readToken}` },
  },
  "basic auth in the URL": {
    basicAuthCredentials: { credentialsSource: "URL", userInfo: `http://me:${readToken}@127.0.0.1` },
  },
  "a bearer token": {
    bearerAuthCredentials: {
      credentialsSource: "STATIC_TOKEN",
      token: readToken,
      logicalCluster: "lsrc-1",
      identityPoolId: "pool-1",
    },
  },
};
for (const [what, given] of Object.entries(credentials)) {
  client = new SchemaRegistryClient({ baseURLs: [guardedUrl], maxRetries: 0, ...given });
  await step(`getAllSubjects: with ${what}`, []);
  await step(`register: with ${what} of somebody who may read`, failure(403), "orders-value", json(order));
}
client = new SchemaRegistryClient({
  baseURLs: [guardedUrl],
  maxRetries: 0,
  basicAuthCredentials: { credentialsSource: "USER_INFO", userInfo: "me:somebody else's" },
});
await step("getAllSubjects: with a bad password", failure(401));

say({ methods: methodsOf(SchemaRegistryClient) });

/** Calls the method that the step is named after. The caches are emptied before, so that it is a request. */
async function step(name: string, expected: unknown, ...parameters: readonly unknown[]): Promise<void> {
  const method = name.slice(0, name.indexOf(":"));
  client.clearCaches?.();
  const answer = await answerOf(() => client[method]?.(...parameters), describe);
  say({ step: name, expected, answer });
}

function describe(error: unknown): unknown {
  const { status, errorCode, message } = error as { status?: number; errorCode?: number; message: string };
  return errorCode === undefined ? message : { status, code: errorCode };
}

function failure(code: number): unknown {
  return { status: Number(String(code).slice(0, 3)), code };
}

function json(schema: string, more: object = {}) {
  return { schema, schemaType: "JSON", ...more };
}

/** What look-ups by an id and a subject say. */
function found(subject: string, version: number, schema: string, more: object = {}) {
  return { subject, version, guid: "a guid", schemaType: "JSON", schema, ...more };
}

function stored(subject: string, version: number, id: number, schema: string) {
  return { subject, version, id, guid: "a guid", schemaType: "JSON", schema };
}
