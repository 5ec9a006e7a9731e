import { describeWithService } from "@concordat/test-services/vitest";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { contentOf } from "../../core/content.ts";
import { allChanges } from "../testing/conformance.ts";
import { createPostgresPlaces } from "../testing/postgres-places.ts";
import { registered } from "../testing/sample-changes.ts";
import { createWriter } from "../testing/writer.ts";
import { migrate } from "./migrate.ts";
import { postgresMigrations } from "./migrations.ts";
import { openPostgresStore } from "./postgres-store.ts";

const orders = contentOf({ text: '{"type": "object"}', references: [] });

describeWithService("postgres", (postgres) => {
  const places = createPostgresPlaces(postgres);
  afterAll(places.close);

  async function connect(url: string): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    return client;
  }

  test("a step keeps what is there, and runs once although three start at once", async () => {
    const { url } = await places.create();
    const store = await openPostgresStore(url);
    const log = await createWriter(store).write([registered(1, orders)], [orders]);
    const second = {
      adds: "a mark",
      sql: "CREATE TABLE registry_marks (mark text); INSERT INTO registry_marks VALUES ('once')",
    };
    const clients = await Promise.all([1, 2, 3].map(() => connect(url)));

    await Promise.all(clients.map((client) => migrate(client, "test", [...postgresMigrations, second])));

    const [client] = clients;
    expect((await client?.query("SELECT mark FROM registry_marks"))?.rows).toEqual([{ mark: "once" }]);
    expect((await client?.query("SELECT layout FROM registry_layout"))?.rows).toEqual([{ layout: 2 }]);
    expect(await allChanges(store)).toEqual(log);
    await Promise.all(clients.map((each) => each.end()));
    await store.close();
  });

  test("a step that fails leaves the store as it was", async () => {
    const { url } = await places.create();
    const store = await openPostgresStore(url);
    const broken = {
      adds: "half of something",
      sql: "CREATE TABLE registry_half (a text); CREATE TABLE registry_log (a text)",
    };
    const client = await connect(url);

    await expect(migrate(client, "test", [...postgresMigrations, broken])).rejects.toThrow();
    await client.end();

    const again = await connect(url);
    const { rows } = await again.query(
      "SELECT to_regclass('registry_half') AS half, layout FROM registry_layout",
    );
    expect(rows).toEqual([{ half: null, layout: 1 }]);
    await createWriter(store).write([registered(1, orders)], [orders]);
    await again.end();
    await store.close();
  });
});
