import { expect, test } from "vitest";
import { createRegistry } from "../../core/registry.ts";
import { createServer } from "../../server.ts";
import { createMemoryStore } from "../../store/memory.ts";
import { checkedServer } from "../../testing/checked-server.ts";
import { note, placed, shop } from "../../testing/shop.ts";

const headers = { "content-type": "application/x-ndjson" };

async function emptyWorld() {
  const registry = await createRegistry({ store: createMemoryStore() });
  const server = await createServer({ registry });
  return { registry, send: await checkedServer(server), close: () => server.close() };
}

test("what one registry exports another imports, and it is the same registry", async () => {
  const world = await shop();
  await world.register(placed("1.1.0", {}, note));
  const file = await world.get("/v1/export");
  const other = await emptyWorld();

  const imported = await other.send({ method: "PUT", url: "/v1/import", headers, payload: file.body });

  expect([imported.statusCode, imported.json().changes]).toEqual([200, world.registry.state.sequence]);
  expect(other.registry.state.hash).toBe(world.registry.state.hash);
  const [here, there] = await Promise.all([world, other].map(({ send }) => send({ url: "/v1/contracts" })));
  expect(there?.json()).toEqual(here?.json());
  const again = await other.send({ method: "PUT", url: "/v1/import", headers, payload: file.body });
  expect([again.statusCode, again.json().code]).toEqual([409, "STORE_NOT_EMPTY"]);
  await world.close();
  await other.close();
});

test("a file that was altered, or is none, leaves the registry empty", async () => {
  const world = await shop();
  const file = (await world.get("/v1/export")).body;
  const other = await emptyWorld();

  for (const payload of ["", "{}", file.slice(0, -20), file.replace("Order placed", "Order taken!")]) {
    const answer = await other.send({ method: "PUT", url: "/v1/import", headers, payload });
    expect([answer.statusCode, answer.json().code], payload.slice(0, 20)).toEqual([400, "ARCHIVE_INVALID"]);
  }
  const typed = await other.send({
    method: "PUT",
    url: "/v1/import",
    payload: "{}",
    headers: { "content-type": "application/json" },
  });
  expect(typed.statusCode).toBe(415);
  expect(other.registry.state.sequence).toBe(0);
  await world.close();
  await other.close();
});
