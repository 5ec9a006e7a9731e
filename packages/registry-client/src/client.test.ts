import { createHash } from "node:crypto";
import { canonicalize, type Json } from "@concordat/json";
import { expect, test } from "vitest";
import { createRegistryClient as createInBrowser } from "./browser.ts";
import { readBundle } from "./index.ts";
import { clientOf } from "./testing/client-of.ts";
import { faultServer, json, tagged } from "./testing/fault-server.ts";

const summary = {
  contract: "shop/order/placed",
  version: "1.0.0",
  kind: "event",
  type: "com.example.order.placed",
  title: "Order placed",
  frozen: true,
  latest: true,
  deprecated: false,
  id: "https://a.example/shop/order/placed/1.0.0.json",
  digest: `sha256:${"0".repeat(64)}`,
  links: { document: "/shop/order/placed/1.0.0" },
};

test("versions of a type come over all pages of the list", async () => {
  const server = await faultServer((request, response) => {
    const isFirst = !request.url?.includes("cursor");
    const version = isFirst ? "1.0.0" : "1.1.0";
    json({ contracts: [{ ...summary, version }], ...(isFirst && { next: "a+b" }) })(request, response);
  });
  const found = await clientOf(server.url).byType("com.example.order.placed");
  expect(found.value.map(({ version }) => version)).toEqual(["1.0.0", "1.1.0"]);
  expect(server.asked).toEqual([
    "GET /v1/contracts?type=com.example.order.placed",
    "GET /v1/contracts?type=com.example.order.placed&cursor=a%2Bb",
  ]);
});

test("the latest version is asked for by one name in the path, whatever it holds", async () => {
  const described = { subject: "orders-value", number: "2.0.0", state: "frozen", deprecated: false };
  const server = await faultServer(json(described));
  const client = clientOf(server.url);
  expect(await client.latest("orders-value")).toEqual({
    value: { contract: "orders-value", version: "2.0.0", frozen: true, deprecated: false },
    stale: false,
    age: 0,
  });
  await client.latest("shop/order/placed");
  await client.latest("../../tokens?x#y");
  for (const nothing of ["", ".", "..", "x".repeat(513)])
    expect(await client.latest(nothing)).toBeUndefined();
  expect(server.asked).toEqual([
    "GET /v1/contracts/orders-value",
    "GET /v1/contracts/shop%2Forder%2Fplaced",
    "GET /v1/contracts/..%2F..%2Ftokens%3Fx%23y",
  ]);
});

test("a list that is no list is told as that", async () => {
  const server = await faultServer(json({ contracts: [{ contract: 5 }] }));
  await expect(clientOf(server.url).contracts()).rejects.toMatchObject({
    code: "REGISTRY_ANSWER_INVALID",
    message: expect.stringContaining('has no text "contract"'),
  });
});

test("schemas come by the ids and guids of the Confluent face, once each", async () => {
  const references = [{ name: "money", subject: "money-value", version: 2 }];
  const server = await faultServer(json({ schemaType: "JSON", schema: '{ "type": "object" }', references }));
  const client = clientOf(server.url);
  const guid = "1F0F1A4B-6a2c-4e0a-9a4e-0d5f1c2b3a49";
  for (const found of [await client.byId(7), await client.byId(7), await client.byGuid(guid)])
    expect(found).toEqual({
      value: { value: { type: "object" }, text: '{ "type": "object" }', references },
      stale: false,
      age: 0,
    });
  expect(server.asked).toEqual(["GET /schemas/ids/7", `GET /schemas/guids/${guid.toLowerCase()}`]);
  for (const nothing of [-1, 1.5, Number.NaN]) expect(await client.byId(nothing)).toBeUndefined();
  expect(await client.byGuid("../../v1/tokens")).toBeUndefined();
  expect(server.asked).toHaveLength(2);
});

test("a schema that is Avro, or no schema at all, is told as that", async () => {
  const server = await faultServer(json({ schema: '"string"' }));
  await expect(clientOf(server.url).byId(1)).rejects.toThrow("of the type AVRO");
  server.answer(json({ schemaType: "JSON", schema: "{" }));
  await expect(clientOf(server.url).byId(1)).rejects.toThrow("a schema that is no JSON");
});

test("a bundle is proved by its digest, wherever the registry says it, and asked for again by its ETag", async () => {
  const { bytes, hex, value } = bundle({ type: "object" });
  const server = await faultServer((request, response) => {
    if (request.url === "/v1/bundle") response.writeHead(302, { location: `/v1/bundle/${hex}` }).end();
    else tagged(value, `"sha256:${hex}"`, "immutable")(request, response);
  });
  for (const client of [clientOf(server.url), createInBrowser({ url: server.url, freshMs: 0 })]) {
    const found = await client.bundle();
    expect(found?.value).toMatchObject({ digest: `sha256:${hex}`, base: "https://a.example/" });
    expect(found?.value.versions).toHaveLength(1);
    await client.bundle();
    expect(server.requests.at(-1)?.headers["if-none-match"]).toBe(`"sha256:${hex}"`);
  }
  expect(await readBundle("kept.json", bytes, `sha256:${hex}`)).toMatchObject({ digest: `sha256:${hex}` });
});

test("a bundle that was changed on its way is refused, and one without a digest too", async () => {
  const { hex } = bundle({ type: "object" });
  const { value } = bundle({ type: "string" });
  const server = await faultServer(tagged(value, `"sha256:${hex}"`));
  await expect(clientOf(server.url).bundle()).rejects.toMatchObject({
    code: "REGISTRY_DIGEST",
    kind: "network",
  });
  await expect(clientOf(server.url).bundle(`sha256:${hex}`)).rejects.toMatchObject({
    code: "REGISTRY_DIGEST",
  });
  server.answer(json(value));
  await expect(clientOf(server.url).bundle()).rejects.toThrow("names no digest");
});

test("a bundle that is named by its digest is asked for once, and survives the registry", async () => {
  const { hex, value } = bundle({ type: "object" });
  const server = await faultServer(json(value));
  const client = clientOf(server.url);
  await client.bundle(`sha256:${hex}`);
  await server.stop();
  client.clock.ms += 1e12;
  expect(await client.bundle(`sha256:${hex}`)).toMatchObject({ stale: false, age: 0 });
  expect(await client.bundle("sha256:nonsense")).toBeUndefined();
});

test.each<[string, Json, string]>([
  ["a later form", { concordat: "bundle/2" }, "a form that is not known here"],
  ["no versions", { concordat: "bundle/1", base: "https://a.example/" }, 'no list "versions"'],
  [
    "no document",
    { concordat: "bundle/1", base: "b", versions: [{ id: "a/b/1.0.0" }] },
    "no document for a/b/1.0.0",
  ],
])("a bundle of %s is refused", async (_what, value, words) => {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  await expect(readBundle("kept.json", bytes)).rejects.toMatchObject({
    code: "REGISTRY_ANSWER_INVALID",
    message: expect.stringContaining(words),
  });
});

function bundle(document: Json) {
  const { contract, version, digest } = summary;
  const id = `${contract}/${version}`;
  const value: Json = {
    concordat: "bundle/1",
    base: "https://a.example/",
    versions: [{ id, subject: "shop.order.placed", number: version, frozen: true, digest, document }],
  };
  // Parsed from its canonical text, so that members come in that order when the server writes them.
  const text = canonicalize(value);
  const bytes = new TextEncoder().encode(text);
  return { bytes, hex: createHash("sha256").update(bytes).digest("hex"), value: JSON.parse(text) as Json };
}
