import { Client } from "pg";
import { expect, test } from "vitest";
import { useService } from "../client/use-service.ts";
import { describeWithService } from "../describe-with-service.ts";

describeWithService("postgres", (postgres) => {
  test("a database of one's own holds what is written, and is gone when it is dropped", async () => {
    const database = await postgres().createDatabase("smoke");
    await query(database.url, "CREATE TABLE orders (id int); INSERT INTO orders VALUES (1)");
    expect(await query(database.url, "SELECT id FROM orders")).toEqual([{ id: 1 }]);

    await database.drop();

    await expect(query(database.url, "SELECT 1")).rejects.toThrow("does not exist");
  });

  test("a database goes although somebody is still connected to it", async () => {
    const database = await postgres().createDatabase();
    const lingering = new Client({ connectionString: database.url });
    lingering.on("error", () => undefined);
    await lingering.connect();

    await expect(database.drop()).resolves.toBeUndefined();
  });

  test("an exclusive server keeps what it committed when it is killed", { timeout: 60_000 }, async () => {
    await using own = await useService("postgres", { exclusive: true });
    await query(own.url, "CREATE TABLE kept (id int); INSERT INTO kept VALUES (1)");

    await own.kill9();
    await own.restart();

    expect(await query(own.url, "SELECT id FROM kept")).toEqual([{ id: 1 }]);
  });
});

async function query(connectionString: string, text: string): Promise<readonly unknown[]> {
  const client = new Client({ connectionString });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
