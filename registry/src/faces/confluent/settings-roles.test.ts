import { expect, onTestFinished, test } from "vitest";
import { setConfig } from "../../core/commands/settings.ts";
import { createServer } from "../../server.ts";
import { registryWith, snapshotOf } from "../../testing/snapshots.ts";

const origin = { actor: "test" };

async function writersServer() {
  const registry = await registryWith(snapshotOf({ "shop/money/1.0.0": {} }, ["shop/money/1.0.0"]));
  const authenticate = () => ({ actor: "a writer", role: "write" }) as const;
  const server = await createServer({ registry, access: { authenticate } });
  onTestFinished(async () => {
    await server.close();
    await registry.close();
  });
  const ask = async (method: "PUT" | "DELETE", url: string) => {
    const body = { headers: { "content-type": "application/json" }, payload: { compatibility: "NONE" } };
    return (await server.inject({ method, url, ...(method === "PUT" && body) })).statusCode;
  };
  return { registry, ask };
}

test.each([
  "/config/:.:",
  "/config/:.",
  "/config/%3A.%3A",
  "/confluent/config/:.:",
  "/contexts/.x/config/:.:",
])("a writer takes nothing back of what is set for the registry by DELETE %s", async (url) => {
  const { registry, ask } = await writersServer();
  await registry.execute(setConfig(undefined, { compatibilityLevel: "FULL" }), origin);

  expect(await ask("DELETE", url)).toBe(403);
  expect(registry.state.settings(undefined).config).toEqual({ compatibilityLevel: "FULL" });
});

test.each(["/config/:.x:", "/contexts/.x/config/:.x:", "/config/shop.money"])(
  "a writer sets nothing that a whole context or a contract goes by at %s",
  async (url) => {
    const { registry, ask } = await writersServer();
    const before = registry.state.sequence;

    expect([await ask("PUT", url), await ask("DELETE", url)]).toEqual([403, 403]);
    expect(registry.state.sequence).toBe(before);
  },
);

test("a writer sets what one subject goes by", async () => {
  const { ask } = await writersServer();

  expect([await ask("PUT", "/config/orders"), await ask("DELETE", "/config/:.x:orders")]).toEqual([200, 404]);
});
