import { randomUUID } from "node:crypto";
import type { Database, SharedService } from "@concordat/test-services";
import pg from "pg";

/** A place for a store that is made and dropped in milliseconds: a schema of its own in one database. */
export type PostgresPlaces = {
  create(): Promise<{ readonly url: string; drop(): Promise<void> }>;
  close(): Promise<void>;
};

export function createPostgresPlaces(postgres: () => SharedService<"postgres">): PostgresPlaces {
  let made: Promise<{ readonly database: Database; readonly client: pg.Client }> | undefined;

  async function make() {
    const database = await postgres().createDatabase("stores");
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    return { database, client };
  }

  return {
    async create() {
      made ??= make();
      const { database, client } = await made;
      const schema = `s${randomUUID().replaceAll("-", "")}`;
      await client.query(`CREATE SCHEMA ${schema}`);
      const url = new URL(database.url);
      url.searchParams.set("options", `-c search_path=${schema}`);
      return {
        // The driver reads a plus sign as one, not as a space.
        url: url.href.replaceAll("+", "%20"),
        drop: async () => void (await client.query(`DROP SCHEMA ${schema} CASCADE`)),
      };
    },
    async close() {
      if (made === undefined) return;
      const { database, client } = await made;
      await client.end();
      await database.drop();
    },
  };
}
