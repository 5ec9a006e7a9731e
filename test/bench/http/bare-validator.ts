/**
 * What validation by the registry is measured against: Fastify as it comes, and one function of Ajv that judges the
 * whole event, attributes and data, compiled beforehand. It knows one type, one format and nothing to say.
 *
 * `node bare-validator.ts SCHEMA`: a file with the schema of the data.
 */
import { readFileSync } from "node:fs";
import { fastify } from "fastify";
import { importContender } from "../contenders-on-demand.ts";

const [file = ""] = process.argv.slice(2);

type Validate = (value: unknown) => boolean;
const { Ajv2020 } = (await importContender("ajv/dist/2020.js")) as {
  readonly Ajv2020: new (options: object) => { compile(schema: object): Validate };
};
const text = { type: "string", minLength: 1 };
const validate = new Ajv2020({ strict: false, validateFormats: false }).compile({
  type: "object",
  required: ["specversion", "id", "source", "type"],
  properties: {
    specversion: { const: "1.0" },
    id: text,
    source: text,
    type: text,
    subject: text,
    time: text,
    datacontenttype: text,
    dataschema: text,
    data: JSON.parse(readFileSync(file, "utf8")),
  },
});

const server = fastify();
for (const type of ["application/cloudevents+json", "application/cloudevents-batch+json"])
  server.addContentTypeParser(type, { parseAs: "string" }, server.getDefaultJsonParser("error", "error"));
server.post("/one", async (request) => ({ valid: validate(request.body) }));
server.post("/batch", async (request) =>
  (request.body as readonly unknown[]).map((event, index) => ({ index, valid: validate(event) })),
);

const address = await server.listen({ host: "127.0.0.1", port: Number(process.env.PORT) });
console.log(`${address}/`);
process.on("SIGTERM", () => void server.close().then(() => process.exit(0)));
