import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { catalogueOfDocuments } from "@concordat/contracts";
import { readProjectCatalogue } from "@concordat/contracts/files";
import {
  createMemoryStore,
  createRegistry,
  createServer,
  listen,
  loadProject,
  type Registry,
  readProject,
} from "@concordat/registry";
import { createRegistryClient, readBundle } from "@concordat/registry-client";
import { expect, onTestFinished, test } from "vitest";

/** The client against the real registry with the shipped catalogue. */
const root = dirname(dirname(import.meta.dirname));
const base = "https://schemas.concordat.example/";
const { catalogue } = readProjectCatalogue(root, { schemas: "schemas", base });
const created = "oms/objecttype/created/1.1.0";

let port = 30_000 + (process.pid % 1000);

async function shippedRegistry(): Promise<{ url: string; registry: Registry; stop(): Promise<unknown> }> {
  const registry = await createRegistry({ store: createMemoryStore() });
  const { loading } = readProject(root);
  if (loading === undefined) throw new Error("the shipped catalogue cannot be read");
  await registry.execute(loadProject(loading), { actor: "registry" });
  const server = await createServer({ registry });
  onTestFinished(async () => void (await server.close()));
  for (;;) {
    port += 1;
    try {
      const { url } = await listen(server, { host: "127.0.0.1", port });
      return { url, registry, stop: () => server.close() };
    } catch (error) {
      if ((error as { code?: string }).code !== "PORT_TAKEN") throw error;
    }
  }
}

test("every document comes by its $id, byte for byte, and those of meta, too", async () => {
  const { url } = await shippedRegistry();
  const client = createRegistryClient({ url });
  for (const { uri, source } of catalogue.versions)
    expect((await client.document(uri))?.value.text).toBe(source.text);
  const config = await client.document(`${base}meta/config/1.0.0.json`);
  expect(config?.value.text).toBe(readFileSync(join(root, "schemas/meta/config/1.0.0.json"), "utf8"));
  expect(await client.document(`${base}oms/objecttype/creatd/1.1.0.json`)).toBeUndefined();
});

test("lists say what the files say", async () => {
  const { url } = await shippedRegistry();
  const client = createRegistryClient({ url });
  const { value } = await client.contracts();
  expect(value.map(({ contract, version, digest, uri }) => [`${contract}/${version}`, digest, uri])).toEqual(
    catalogue.versions.map(({ id, digest, uri }) => [id, digest, uri]),
  );
  expect((await client.byType("com.foundry.oms.objecttype.created")).value).toHaveLength(2);
  expect((await client.byType("com.foundry.nothing")).value).toEqual([]);
  expect((await client.latest("oms/objecttype/created"))?.value).toMatchObject({ version: "1.1.0" });
  expect((await client.latest("oms.objecttype.created"))?.value).toMatchObject({
    contract: "oms/objecttype/created",
    digest: catalogue.byId(created)?.digest,
  });
  expect(await client.latest("oms/objecttype/creatd")).toBeUndefined();
});

test("an id and a guid of the Confluent face lead to the text that was registered", async () => {
  const { url } = await shippedRegistry();
  const client = createRegistryClient({ url });
  const answer = await fetch(`${url}subjects/oms.objecttype.created/versions/2`);
  const { id, guid } = (await answer.json()) as { id: number; guid: string };
  const { text } = catalogue.byId(created)?.source ?? {};
  expect((await client.byId(id))?.value.text).toBe(text);
  expect((await client.byGuid(guid))?.value.text).toBe(text);
  expect(await client.byId(999_999)).toBeUndefined();
});

test("the bundle is the whole catalogue, outlives the registry, and is the same for everybody", async () => {
  const { url, stop } = await shippedRegistry();
  const client = createRegistryClient({ url, freshMs: 0 });
  const found = await client.bundle();
  if (found === undefined) throw new Error("there is a bundle");
  const { versions, digest, model } = found.value;
  const made = catalogueOfDocuments(found.value.base, versions);
  expect(made.catalogue.versions.map(({ id, digest: each }) => [id, each])).toEqual(
    catalogue.versions.map(({ id, digest: each }) => [id, each]),
  );
  expect(model).toMatchObject({ modelVersion: 1 });

  const bytes = new Uint8Array(await (await fetch(`${url}v1/bundle`)).arrayBuffer());
  expect(`sha256:${createHash("sha256").update(bytes).digest("hex")}`).toBe(digest);
  expect((await readBundle("kept.json", bytes, digest)).digest).toBe(digest);

  await stop();
  expect(await client.bundle()).toMatchObject({ value: { digest }, stale: true });
});

test("a bundle follows the catalogue, and the one before stays under its name for those on their way", async () => {
  const { url, registry } = await shippedRegistry();
  const client = createRegistryClient({ url, freshMs: 0 });
  const before = (await client.bundle())?.value.digest ?? "";
  const text = `${JSON.stringify({ $id: `${base}shop/new/1.0.0.json`, type: "object" })}\n`;
  const answer = await client.push({
    project: { base },
    versions: [{ contract: "shop/new", number: "1.0.0", text }],
  });
  expect(answer).toEqual({ pushed: [{ id: "shop/new/1.0.0", outcome: "registered" }], refused: [] });
  expect(registry.state.subject("shop.new")?.versions).toHaveLength(1);
  const after = (await client.bundle())?.value.digest;
  expect(after).not.toBe(before);
  expect(await createRegistryClient({ url }).bundle(before)).toMatchObject({ value: { digest: before } });
  expect(await createRegistryClient({ url }).bundle(`sha256:${"0".repeat(64)}`)).toBeUndefined();
});

test("what is refused comes back as an answer, and nothing was stored", async () => {
  const { url, registry } = await shippedRegistry();
  const { sequence } = registry.state;
  const client = createRegistryClient({ url });
  const answer = await client.push({
    project: { base },
    versions: [
      { contract: "shop/new", number: "1.0.0", text: "{" },
      { contract: "shop/other", number: "1.0.0", text: `{"$id":"${base}shop/other/1.0.0.json"}` },
    ],
  });
  expect(answer).toMatchObject({ pushed: [], refused: [{ id: "shop/new/1.0.0", code: "JSON_SYNTAX" }] });
  expect(registry.state.sequence).toBe(sequence);
});
