/**
 * What a registry's routes are measured against: Fastify as it comes, doing the least that the answer needs.
 *
 * `node bare-server.ts FOLDER [DATABASE_URL]`: the folder holds `get.json`, the bytes that a look-up answers with and
 * their media type, and gets the database.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fastify } from "fastify";
import { Pool } from "pg";
import { importContender } from "../contenders-on-demand.ts";

const [folder = ".", databaseUrl] = process.argv.slice(2);

const server = fastify();
server.addContentTypeParser(
  "application/vnd.schemaregistry.v1+json",
  { parseAs: "string" },
  server.getDefaultJsonParser("error", "error"),
);

const { type, text } = JSON.parse(readFileSync(join(folder, "get.json"), "utf8")) as {
  readonly type: string;
  readonly text: string;
};
server.get("/bytes", async (_request, reply) => reply.header("content-type", type).send(text));

server.post("/nothing", async () => ({ is_compatible: true }));

type Validate = (value: unknown) => boolean;
const { Ajv } = (await importContender("ajv/dist/ajv.js")) as {
  readonly Ajv: new () => { getSchema(id: string): Validate };
};
// The dialect of schemas that name none.
const isSchema = new Ajv().getSchema("http://json-schema.org/draft-07/schema");
server.post("/valid-twice", async (request) => {
  const { schema } = request.body as { readonly schema: string };
  const pair = [JSON.parse(schema), JSON.parse(schema)];
  return { is_compatible: pair.every((each) => isSchema(each)) };
});

const insert = databaseUrl === undefined ? insertIntoSqlite() : await insertIntoPostgres(databaseUrl);
server.post("/insert", async (request) => {
  const { schema } = request.body as { readonly schema: string };
  return { id: await insert(schema) };
});

const address = await server.listen({ host: "127.0.0.1", port: Number(process.env.PORT) });
console.log(`${address}/`);
process.on("SIGTERM", () => void server.close().then(() => process.exit(0)));

/** Durable, as the registry's own store is. */
function insertIntoSqlite(): (schema: string) => Promise<number> {
  const database = new DatabaseSync(join(folder, "bare.db"));
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
  database.exec("CREATE TABLE IF NOT EXISTS schemas (id INTEGER PRIMARY KEY, text TEXT NOT NULL)");
  const statement = database.prepare("INSERT INTO schemas (text) VALUES (?)");
  return async (schema) => Number(statement.run(schema).lastInsertRowid);
}

async function insertIntoPostgres(url: string): Promise<(schema: string) => Promise<number>> {
  const pool = new Pool({ connectionString: url, max: 10 });
  await pool.query("CREATE TABLE IF NOT EXISTS bare_schemas (id BIGSERIAL PRIMARY KEY, text TEXT NOT NULL)");
  return async (schema) => {
    const { rows } = await pool.query("INSERT INTO bare_schemas (text) VALUES ($1) RETURNING id", [schema]);
    return Number(rows[0].id);
  };
}
