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

/** Every operation of `@kafkajs/confluent-schema-registry` that concerns JSON, one step each, as JSON lines. */
const [url = "", guardedUrl = "", readToken = "", installed = ""] = process.argv.slice(2);

/** As far as it is used here; the package is installed where no compiler looks. */
type Client = Readonly<Record<string, (...parameters: readonly unknown[]) => unknown>>;

const { SchemaRegistry } = createRequire(join(installed, "package.json"))(
  "@kafkajs/confluent-schema-registry",
) as { SchemaRegistry: { new (settings: object): Client; readonly prototype: object } };

/** What the next client is made with. */
let settings: object = { host: url };

await step("register: the first asks for the level, and sets it", registered(1, 1, order), json(order), {
  subject: "orders-value",
});
await step("register: again gets the same id", registered(1, 1, order), json(order), {
  subject: "orders-value",
});
await step(
  "register: another level than the subject has",
  "Compatibility does not match the configuration (NONE != BACKWARD)",
  ...[json(orderWithNote), { subject: "orders-value", compatibility: "NONE" }],
);
await step("register: the next version", registered(2, 2, orderWithNote), json(orderWithNote), {
  subject: "orders-value",
});
await step("register: an incompatible one", failure(409), json(orderWithTotal), { subject: "orders-value" });
await step("register: an odd subject", registered(1, 1, order), json(order), {
  subject: odd,
  updateConfig: false,
});
await step("register: the level was left as it is", registered(1, 1, order), json(order), {
  subject: odd,
  compatibility: "NONE",
});
await step("register: a bad subject", failure(422), json(order), { subject: "a\tb" });
await step("register: Avro", failure(422), {
  type: "AVRO",
  schema: '{"type":"record","name":"A","namespace":"b","fields":[]}',
});
await step(
  "register: Protobuf",
  failure(422),
  { type: "PROTOBUF", schema: "package b; message A { required string c = 1; }" },
  {
    subject: "protobuf",
  },
);
await step("register: for others to refer to", registered(3, 1, address), json(address), {
  subject: "address",
});
await step("register: a reference", registered(4, 1, customer, "address"), json(customer, "address"), {
  subject: "customer",
});
await step("register: a reference to nothing", failure(404), json(customer, "nowhere"), {
  subject: "customer",
});

await step("getSchema: by id", "a validator", 1);
await step("getSchema: with references", "a validator", 4);
await step("getSchema: an unknown id", failure(404), 99);
await step("getRegistryId: of a version", 1, "orders-value", 1);
await step("getRegistryId: of the latest", 2, "orders-value", "latest");
await step("getRegistryId: of an odd subject", 1, odd, 1);
await step("getRegistryId: of a version that is not there", failure(404), "orders-value", 99);
await step("getRegistryId: of version 0", failure(422), "orders-value", 0);
await step("getRegistryId: of no subject", failure(404), "nowhere", 1);
await step("getRegistryIdBySchema: finds it", 2, "orders-value", json(orderWithNote));
await step("getRegistryIdBySchema: text counts, and not its layout", 2, "orders-value", {
  type: "JSON",
  schema: JSON.stringify(JSON.parse(orderWithNote), undefined, 2),
});
await step(
  "getRegistryIdBySchema: a schema that is not there",
  "Confluent_Schema_Registry - Schema not found",
  "orders-value",
  json(orderReordered),
);
await step(
  "getRegistryIdBySchema: of no subject",
  "Confluent_Schema_Registry - Subject 'nowhere' not found.",
  "nowhere",
  json(order),
);
await step("getLatestSchemaId: the newest", 2, "orders-value");
await step("getLatestSchemaId: of no subject", failure(404), "nowhere");

await step(
  "encode: magic byte, id, and the value",
  { type: "Buffer", data: [0, 0, 0, 0, 2, ...Buffer.from('{"id":"7"}')] },
  2,
  {
    id: "7",
  },
);
await step("encode: a value that the schema refuses", "invalid payload", 2, { id: 7 });
await step("encode: a reference is followed", "invalid payload", 4, { home: { city: 7 } });
await step(
  "decode: what was encoded",
  { id: "7" },
  Buffer.from([0, 0, 0, 0, 1, ...Buffer.from('{"id":"7"}')]),
);
await step(
  "decode: a value that the schema refuses",
  "invalid payload",
  Buffer.from([0, 0, 0, 0, 1, ...Buffer.from("{}")]),
);
await step("decode: an unknown id", failure(404), Buffer.from([0, 0, 0, 0, 99, ...Buffer.from("{}")]));

settings = { host: guardedUrl, auth: { username: "me", password: readToken } };
await step("getLatestSchemaId: with a password", failure(404), "orders-value");
await step("register: with a password of somebody who may read", failure(403), json(order), {
  subject: "orders-value",
});
settings = { host: guardedUrl, auth: { username: "me", password: "somebody else's" } };
await step("getLatestSchemaId: with a bad password", failure(401), "orders-value");

say({ methods: methodsOf(SchemaRegistry) });

/** Calls the method that the step is named after, of a new client each time: this one's cache cannot be emptied. */
async function step(name: string, expected: unknown, ...parameters: readonly unknown[]): Promise<void> {
  const method = name.slice(0, name.indexOf(":"));
  const client = new SchemaRegistry({ ...settings, retry: { retries: 0 } });
  const answer = await answerOf(async () => {
    const value = await client[method]?.(...parameters);
    return isValidator(value) ? "a validator" : value;
  }, describe);
  say({ step: name, expected, answer });
}

function isValidator(value: unknown): boolean {
  return typeof (value as { validate?: unknown } | null)?.validate === "function";
}

/** This client keeps the HTTP status and drops the code, but its own errors have words alone. */
function describe(error: unknown): unknown {
  const { status, message } = error as { status?: number; message: string };
  return status === undefined ? message : { status };
}

function failure(status: number): unknown {
  return { status };
}

function registered(id: number, version: number, schema: string, referred?: string) {
  return { id, version, guid: "a guid", schemaType: "JSON", ...referring(referred), schema };
}

function json(schema: string, referred?: string) {
  return { type: "JSON", schema, ...referring(referred) };
}

function referring(to: string | undefined): object {
  return to === undefined ? {} : { references: [{ name: addressId, subject: to, version: 1 }] };
}
