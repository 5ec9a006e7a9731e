import { expect, test } from "vitest";
import { createServer } from "../../server.ts";
import { registryWith, snapshotOf } from "../../testing/snapshots.ts";

const snapshot = snapshotOf(
  { "shop/order/placed/1.0.0": { title: "Order placed" }, "shop/order/placed/1.1.0": {} },
  ["shop/order/placed/1.0.0"],
);
const server = await createServer({ registry: await registryWith(snapshot) });
const frozen = "/shop/order/placed/1.0.0";
const draft = "/shop/order/placed/1.1.0";

test("a document stands at its path, with and without .json, as the file's own text", async () => {
  for (const url of [frozen, `${frozen}.json`]) {
    const { statusCode, headers, body } = await server.inject(url);

    expect(statusCode).toBe(200);
    expect(headers["content-type"]).toBe("application/schema+json");
    expect(body).toBe('{\n  "title": "Order placed"\n}\n');
  }
});

test("what is frozen may be cached for ever, a draft is asked for each time", async () => {
  expect((await server.inject(frozen)).headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  expect((await server.inject(draft)).headers["cache-control"]).toBe("no-cache");
});

test.each([frozen, draft])("%s: who has it gets 304 and no body", async (url) => {
  const { headers } = await server.inject(url);
  const etag = String(headers.etag);

  expect(etag).toBe(`"${snapshot.document(url.slice(1))?.digest}"`);
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
    const again = await server.inject({ url, headers: { "if-none-match": known } });
    expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, "", etag]);
  }
  const changed = await server.inject({ url, headers: { "if-none-match": '"other"' } });
  expect(changed.statusCode).toBe(200);
});

test("HEAD says the same as GET, without the body", async () => {
  const [get, head] = [await server.inject(frozen), await server.inject({ method: "HEAD", url: frozen })];

  expect([head.statusCode, head.body]).toEqual([200, ""]);
  for (const name of ["etag", "content-type", "content-length", "cache-control"])
    expect(head.headers[name], name).toBe(get.headers[name]);
});

test("a client may have it as plain JSON, and nothing else", async () => {
  const json = await server.inject({ url: frozen, headers: { accept: "application/json" } });
  const html = await server.inject({ url: frozen, headers: { accept: "text/html" } });

  expect(json.headers["content-type"]).toBe("application/json");
  expect(json.headers.vary).toBe("accept, accept-encoding");
  expect(html.statusCode).toBe(406);
  expect(html.json()).toMatchObject({
    code: "NOT_ACCEPTABLE",
    hint: expect.stringContaining("application/schema+json"),
  });
});

test.each([
  ["/shop/order/placed", [draft]],
  ["/shop/order/placed/9.0.0.json", [draft]],
  ["/shop/ordre/placed/1.0.0", [frozen, draft]],
])("%s: nothing there, and what may have been meant", async (url, meant) => {
  const { statusCode, headers, json } = await server.inject(url);

  expect(statusCode).toBe(404);
  expect(headers["content-type"]).toBe("application/problem+json; charset=utf-8");
  expect(headers["cache-control"]).toBe("no-store");
  expect(json()).toMatchObject({ code: "NOT_FOUND", detail: `nothing stands at ${url}`, meant });
});

test.each(
  [
    "/",
    "//",
    "/a",
    "/..%2f..%2fetc%2fpasswd",
    "/%00",
    "/__proto__",
    "/constructor/1.0.0",
    "/shop/order/placed/1.0.0/",
    "/SHOP/order/placed/1.0.0",
    "/shop/order/placed/1.0.0.json.json",
  ].slice(1),
)("%s is another path, and never a file", async (url) => {
  expect((await server.inject(url)).statusCode).toBe(404);
});
