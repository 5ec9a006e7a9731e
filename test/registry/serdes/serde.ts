import { createRequire } from "node:module";
import { join } from "node:path";
import { Kafka, logLevel } from "kafkajs";
import { say } from "../clients/say.ts";

/** The same with `@confluentinc/schemaregistry`, over kafkajs. */
const [verb = "", url = "", brokers = "", topic = "", framing = "", text = "", installed = ""] =
  process.argv.slice(2);

/** As far as it is used here; the package is installed where no compiler looks. */
type Headers = Record<string, string | Buffer>;
type Serde = {
  readonly SerdeType: { readonly VALUE: string };
  readonly HeaderSchemaIdSerializer: unknown;
  readonly PrefixSchemaIdSerializer: unknown;
  readonly SchemaRegistryClient: new (
    settings: object,
  ) => {
    register(subject: string, schema: object): Promise<number>;
  };
  readonly JsonSerializer: new (
    client: object,
    type: string,
    settings: object,
  ) => {
    serialize(topic: string, value: unknown, headers: Headers): Promise<Buffer>;
  };
  readonly JsonDeserializer: new (
    client: object,
    type: string,
    settings: object,
  ) => {
    deserialize(topic: string, bytes: Buffer, headers: Headers): Promise<unknown>;
  };
};

const serde = createRequire(join(installed, "package.json"))("@confluentinc/schemaregistry") as Serde;
const client = new serde.SchemaRegistryClient({ baseURLs: [url] });
const kafka = new Kafka({ clientId: "serdes", brokers: [brokers], logLevel: logLevel.NOTHING });
const orders = [{ id: "1001" }, { id: "1002", note: "ring twice" }];

await (verb === "write" ? write() : read());

async function write(): Promise<void> {
  await client.register(`${topic}-value`, { schema: text, schemaType: "JSON" });
  const schemaIdSerializer =
    framing === "header" ? serde.HeaderSchemaIdSerializer : serde.PrefixSchemaIdSerializer;
  const settings = { autoRegisterSchemas: false, useLatestVersion: true, validate: true, schemaIdSerializer };
  const serializer = new serde.JsonSerializer(client, serde.SerdeType.VALUE, settings);
  const producer = kafka.producer();
  await producer.connect();
  for (const order of orders) {
    const headers: Headers = {};
    const value = await serializer.serialize(topic, order, headers);
    await producer.send({ topic, messages: [{ value, headers }] });
  }
  await producer.disconnect();
}

async function read(): Promise<void> {
  const deserializer = new serde.JsonDeserializer(client, serde.SerdeType.VALUE, { validate: true });
  const consumer = kafka.consumer({ groupId: `${topic}-javascript` });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const { promise: all, resolve, reject } = Promise.withResolvers<void>();
  let left = orders.length;
  await consumer.run({
    eachMessage: async ({ message }) => {
      const bytes = message.value ?? Buffer.alloc(0);
      const headers = (message.headers ?? {}) as Headers;
      const value = await deserializer.deserialize(topic, bytes, headers).catch(reject);
      say({ value, first: bytes[0], headers: Object.keys(headers) });
      left -= 1;
      if (left === 0) resolve();
    },
  });
  await all;
  await consumer.disconnect();
}
