import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { clientOf } from "./testing/client-of.ts";
import { faultServer, html, json, tagged } from "./testing/fault-server.ts";

const id = "shop/order/placed/1.0.0";
const immutable = "public, max-age=31536000, immutable";
const missing = json({ code: "NOT_FOUND", detail: "nothing stands there" }, { status: 404 });

test("what can never change is asked for once", async () => {
  const server = await faultServer(tagged({ title: "Order placed" }, '"a"', immutable));
  const client = clientOf(server.url);
  for (const name of [id, `https://any.example/${id}.json`, `https://any.example/${id}`])
    expect(await client.document(name)).toMatchObject({
      value: { value: { title: "Order placed" } },
      stale: false,
    });
  expect(await client.document("shop/order/placed", "1.0.0")).toMatchObject({ stale: false, age: 0 });
  expect(await client.document("shop.order.placed", "1.0.0")).toMatchObject({ stale: false, age: 0 });
  await server.stop();
  client.clock.ms += 1e10;
  expect(await client.document(id)).toMatchObject({ stale: false, age: 0 });
  expect(server.asked).toEqual([`GET /${id}`]);
});

test("a draft is asked for by its ETag, and read anew once it changed", async () => {
  const server = await faultServer(tagged({ title: "first" }, '"a"'));
  const client = clientOf(server.url);
  const first = await client.document(id);
  const second = await client.document(id);
  expect(second?.value).toBe(first?.value);
  expect(server.requests.map(({ headers }) => headers["if-none-match"])).toEqual([undefined, '"a"']);
  server.answer(tagged({ title: "second" }, '"b"'));
  expect(await client.document(id)).toMatchObject({ value: { value: { title: "second" } }, stale: false });
});

test("within the time that an answer counts as fresh, nobody is asked", async () => {
  const server = await faultServer(tagged({}, '"a"'));
  const client = clientOf(server.url, { freshMs: 1000 });
  await client.document(id);
  client.clock.ms += 999;
  expect(await client.document(id)).toMatchObject({ stale: false, age: 999 });
  expect(server.asked).toHaveLength(1);
  client.clock.ms += 1;
  expect(await client.document(id)).toMatchObject({ stale: false, age: 0 });
  expect(server.asked).toHaveLength(2);
});

test.each<[string, (server: Awaited<ReturnType<typeof faultServer>>) => unknown]>([
  ["down", (server) => server.stop()],
  ["hidden behind a proxy's 502", (server) => server.answer(html(502))],
  ["hidden behind a sign-in page", (server) => server.answer(html(200))],
  ["hidden behind a page that says not found", (server) => server.answer(html(404))],
  ["answering nonsense", (server) => server.answer(json({}, { headers: { "content-type": "text/plain" } }))],
  ["hanging", (server) => server.answer(() => undefined)],
  [
    "moved by somebody else",
    (server) =>
      server.answer((_, response) => response.writeHead(302, { location: "http://else.example" }).end()),
  ],
])("while the registry is %s, what it said last is given and called stale", async (_what, fall) => {
  const good = tagged({ title: "known" }, '"a"');
  const server = await faultServer(good);
  const client = clientOf(server.url, { timeoutMs: 1000 });
  await client.document(id);
  await fall(server);
  client.clock.ms += 5000;
  expect(await client.document(id)).toMatchObject({
    value: { value: { title: "known" } },
    stale: true,
    age: 5000,
  });
});

test("a registry that is down is left alone for a while by those who have an answer, and found again", async () => {
  const server = await faultServer(tagged({}, '"a"'));
  const client = clientOf(server.url);
  await client.document(id);
  server.answer(html(502));
  for (let events = 0; events < 100; events += 1) await client.document(id);
  expect(server.asked).toHaveLength(1 + 2);
  server.answer(tagged({}, '"a"'));
  client.clock.ms += 1000;
  expect(await client.document(id)).toMatchObject({ stale: false });
  expect(await client.document(id)).toMatchObject({ stale: false });
});

test("being refused is an answer, and nothing stale is given in its place", async () => {
  const server = await faultServer(tagged({}, '"a"'));
  const client = clientOf(server.url);
  await client.document(id);
  server.answer(json({}, { status: 401 }));
  await expect(client.document(id)).rejects.toMatchObject({ code: "REGISTRY_REFUSED" });
});

test("what is missing may come, and what was there may go", async () => {
  const server = await faultServer(missing);
  const client = clientOf(server.url);
  expect(await client.document(id)).toBeUndefined();
  server.answer(tagged({}, '"a"'));
  expect(await client.document(id)).toBeDefined();
  server.answer(missing);
  expect(await client.document(id)).toBeUndefined();
  await server.stop();
  await expect(client.document(id)).rejects.toMatchObject({ code: "REGISTRY_UNREACHABLE" });
});

test("that something is missing is remembered while it would be fresh, and no longer", async () => {
  const server = await faultServer(missing);
  const client = clientOf(server.url, { freshMs: 1000 });
  for (let events = 0; events < 10; events += 1) expect(await client.document(id)).toBeUndefined();
  expect(server.asked).toHaveLength(1);
  client.clock.ms += 1000;
  server.answer(tagged({}, '"a"'));
  expect(await client.document(id)).toBeDefined();
});

test("a thousand who ask at once ask once", async () => {
  const server = await faultServer(tagged({}, '"a"'));
  const client = clientOf(server.url);
  const found = await Promise.all(Array.from({ length: 1000 }, () => client.document(id)));
  expect(new Set(found.map((each) => each?.value)).size).toBe(1);
  expect(server.asked).toHaveLength(1);
});

test("memory is bounded: the one that was not asked for the longest goes first", async () => {
  const server = await faultServer(tagged({ fill: "x".repeat(10_000) }, '"a"', immutable));
  const client = clientOf(server.url, { memoryBytes: 35_000 });
  for (const word of ["a", "b", "a", "c", "d", "a"]) await client.document(`shop/${word}/1.0.0`);
  expect(server.asked.map((line) => line[10])).toEqual(["a", "b", "c", "d"]);
  await client.document("shop/b/1.0.0");
  expect(server.asked).toHaveLength(5);
});

test.each([
  "../../etc/passwd",
  "https://shop.example/../../v1/tokens",
  "https://shop.example//evil.example/x/1.0.0",
  "//evil.example/x/1.0.0",
  "shop/order/placed/1.0.0?x=1",
  "shop/order/placed/1.0.0/../../../v1/tokens",
  "http://[",
  "shop/%2e%2e/1.0.0",
  "",
  "shop",
  "x".repeat(10_000),
])("%s names no document, and nobody is asked", async (name) => {
  const server = await faultServer(json({}));
  expect(await clientOf(server.url).document(name)).toBeUndefined();
  expect(server.asked).toEqual([]);
});

test("below another base, an $id is what follows it, and those of other bases name nothing", async () => {
  const server = await faultServer(tagged({}, '"a"'));
  const client = clientOf(`${server.url}/registry`, { base: "https://a.example/contracts/" });
  expect(await client.document(`https://a.example/contracts/${id}.json`)).toBeDefined();
  expect(await client.document(`https://b.example/contracts/${id}.json`)).toBeUndefined();
  expect(server.asked).toEqual([`GET /registry/${id}`]);
});

test("answers outlive the process in a folder, for another client too, and stale ones with their age", async () => {
  const folder = temporaryFolder();
  const server = await faultServer(tagged({ title: "kept" }, '"a"'));
  await clientOf(server.url, { cache: { folder } }).document(id);
  const other = clientOf(server.url, { cache: { folder } });
  other.clock.ms += 60_000;
  await other.document(id);
  expect(server.requests[1]?.headers["if-none-match"]).toBe('"a"');
  await server.stop();
  const later = clientOf(server.url, { cache: { folder } });
  later.clock.ms += 90_000;
  expect(await later.document(id)).toMatchObject({
    value: { value: { title: "kept" } },
    stale: true,
    age: 30_000,
  });
});

test("answers of one registry are not those of another", async () => {
  const folder = temporaryFolder();
  const [one, two] = await Promise.all([1, 2].map((n) => faultServer(tagged({ n }, '"a"', immutable))));
  for (const [index, server] of [one, two].entries())
    expect(await clientOf(server?.url ?? "", { cache: { folder } }).document(id)).toMatchObject({
      value: { value: { n: index + 1 } },
    });
});

test("files in the folder are for their owner alone, and the token is in none of them", async () => {
  const folder = join(temporaryFolder(), "made");
  const server = await faultServer(tagged({}, '"a"', immutable));
  await clientOf(server.url, { cache: { folder }, token: "canary" }).document(id);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  for (const name of readdirSync(folder)) {
    expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, name), "latin1")).not.toContain("canary");
  }
});

test.each<[string, (bytes: Buffer) => Buffer]>([
  ["torn", (bytes) => bytes.subarray(0, bytes.length - 3)],
  ["empty", () => Buffer.alloc(0)],
  ["of another program", () => Buffer.from("hello\nworld")],
  ["altered", (bytes) => Buffer.from(bytes.toString().replace("kept", "evil"))],
])("a file that is %s is no answer, and is replaced", async (_what, spoil) => {
  const folder = temporaryFolder();
  const server = await faultServer(tagged({ title: "kept" }, '"a"', immutable));
  const ask = () => clientOf(server.url, { cache: { folder } }).document(id);
  await ask();
  const file = join(folder, readdirSync(folder)[0] ?? "");
  writeFileSync(file, spoil(readFileSync(file)));
  expect(await ask()).toMatchObject({ value: { value: { title: "kept" } } });
  expect(server.asked).toHaveLength(2);
  await ask();
  expect(server.asked).toHaveLength(2);
});

test("a folder that cannot be written makes things slower and nothing wrong", async () => {
  const folder = join(temporaryFolder(), "file");
  writeFileSync(folder, "");
  const server = await faultServer(tagged({}, '"a"', immutable));
  const client = clientOf(server.url, { cache: { folder } });
  for (const _ of [1, 2]) expect(await client.document(id)).toBeDefined();
  expect(server.asked).toHaveLength(1);
});

test("many clients write one folder at once, and every file is whole", async () => {
  const folder = temporaryFolder();
  const body: RequestListener = (request, response) =>
    tagged({ url: request.url, fill: "x".repeat(50_000) }, '"a"', immutable)(request, response);
  const server = await faultServer(body);
  const names = Array.from({ length: 20 }, (_, n) => `shop/n${n}/1.0.0`);
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      const client = clientOf(server.url, { cache: { folder } });
      await Promise.all(names.map((name) => client.document(name)));
    }),
  );
  expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  await server.stop();
  for (const name of names)
    expect(await clientOf(server.url, { cache: { folder } }).document(name)).toMatchObject({
      value: { value: { url: `/${name}` } },
    });
});

test("the folder is bounded: the oldest answers go first", async () => {
  const folder = temporaryFolder();
  const server = await faultServer(tagged({ fill: "x".repeat(10_000) }, '"a"', immutable));
  for (let n = 0; n < 50; n += 1) {
    const client = clientOf(server.url, { cache: { folder }, diskBytes: 100_000 });
    client.clock.ms += n * 1000;
    await client.document(`shop/n${n}/1.0.0`);
  }
  const bytes = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  expect(bytes).toBeLessThanOrEqual(100_000);
  await server.stop();
  expect(await clientOf(server.url, { cache: { folder } }).document("shop/n49/1.0.0")).toBeDefined();
});

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "registry-client-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
