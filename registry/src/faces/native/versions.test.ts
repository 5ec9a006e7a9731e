import { afterAll, beforeAll, expect, test } from "vitest";
import { note, placed, shop, shopBase } from "../../testing/shop.ts";

let world: Awaited<ReturnType<typeof shop>>;
const versions = "/v1/contracts/shop.order.placed/versions";

beforeAll(async () => {
  world = await shop();
  await world.register(
    placed("1.1.0", {}, { ...note, to: { description: "…", $ref: "../../../common/address/1.0.0.json" } }),
  );
  await world.register(placed("1.2.0", {}, note), "?draft=true");
  await world.send({
    method: "POST",
    url: "/subjects/orders-value/versions",
    headers: { "content-type": "application/vnd.schemaregistry.v1+json" },
    payload: JSON.stringify({ schemaType: "JSON", schema: '{"type":"object"}' }),
  });
});

afterAll(() => world.close());

test("a contract is called by its dotted name or by its path, and tells of its latest frozen version", async () => {
  const [dotted, slashed] = await Promise.all([
    world.get("/v1/contracts/shop.order.placed"),
    world.get("/v1/contracts/shop%2Forder%2Fplaced"),
  ]);

  expect(slashed.json()).toEqual(dotted.json());
  expect(dotted.json()).toMatchObject({
    subject: "shop.order.placed",
    contract: "shop/order/placed",
    number: "1.1.0",
    version: 2,
    state: "frozen",
    kind: "event",
    type: "com.shop.order.placed",
    uri: `${shopBase}shop/order/placed/1.1.0.json`,
    references: [{ subject: "common.address", version: 1 }],
    links: { document: "/shop/order/placed/1.1.0" },
  });
});

test("a version knows who refers to it", async () => {
  const { json } = await world.get("/v1/contracts/common.address/versions/1");

  expect(json().referencedBy).toEqual([{ subject: "shop.order.placed", number: "1.1.0" }]);
});

test("versions and drafts are listed from the lowest number to the highest", async () => {
  const { json } = await world.get(versions);

  expect(json().versions.map(({ number, state }: Record<string, string>) => [number, state])).toEqual([
    ["1.0.0", "frozen"],
    ["1.1.0", "frozen"],
    ["1.2.0", "draft"],
  ]);
});

test.each([
  ["latest", "1.1.0"],
  ["2", "1.1.0"],
  ["1.2.0", "1.2.0"],
])("versions/%s is %s", async (asked, number) => {
  expect((await world.get(`${versions}/${asked}`)).json().number).toBe(number);
});

test("the text is what was sent, byte for byte, and lasts for ever where it is frozen and asked for by number", async () => {
  const text = await world.get(`${versions}/1.1.0?view=text`);
  const latest = await world.get(`${versions}/latest?view=text`);
  const draft = await world.get(`${versions}/1.2.0?view=text`);
  const document = await world.get("/shop/order/placed/1.1.0");

  expect(text.body).toBe(document.body);
  expect(text.body).toContain('\n  "title": "Order placed"');
  expect(text.headers.etag).toBe(document.headers.etag);
  expect([text, latest, draft].map(({ headers }) => headers["cache-control"])).toEqual([
    "public, max-age=31536000, immutable",
    "no-cache",
    "no-cache",
  ]);
  expect(text.headers["content-type"]).toBe("application/schema+json");
});

test("the views: as written, with all that it refers to, and closed", async () => {
  const view = async (name: string) => (await world.get(`${versions}/1.1.0?view=${name}`)).json();

  expect((await view("reader")).$defs).toBeUndefined();
  expect(Object.values((await view("bundled")).$defs)).toMatchObject([{ title: "Address" }]);
  expect((await view("writer")).$id).toBe(`${shopBase}shop/order/placed/1.1.0.json?view=writer`);
});

test("who has it gets 304, HEAD gets no body, and who can gets it compressed under an ETag of its own", async () => {
  const { headers } = await world.get(`${versions}/1.1.0?view=bundled`);
  const etag = String(headers.etag);
  const held = await world.get(`${versions}/1.1.0?view=bundled`, { "if-none-match": etag });
  const head = await world.send({ method: "HEAD", url: `${versions}/1.1.0?view=bundled` });
  const plain = await world.get("/openapi.json");
  const coded = await world.get("/openapi.json", { "accept-encoding": "gzip, br" });

  expect([held.statusCode, held.body]).toEqual([304, ""]);
  expect([head.statusCode, head.body, head.headers.etag]).toEqual([200, "", etag]);
  expect(Number(head.headers["content-length"])).toBeGreaterThan(500);
  const coding = `${String(plain.headers.etag).slice(0, -1)}-br"`;
  expect(coded.headers).toMatchObject({ "content-encoding": "br", etag: coding });
  expect(coded.rawPayload.length).toBeLessThan(plain.rawPayload.length / 5);
});

test("what came by the Confluent face stands in the same list, and is told in the same words", async () => {
  const { subjects } = (await world.get("/v1/subjects")).json();
  const { json } = await world.get("/v1/contracts/orders-value/versions/1");

  expect(subjects.map(({ subject, origin }: Record<string, string>) => [subject, origin])).toEqual([
    ["common.address", "contract"],
    ["orders-value", "confluent"],
    ["shop.order.placed", "contract"],
  ]);
  expect(json()).toMatchObject({ subject: "orders-value", number: "1.0.0", version: 1, origin: "confluent" });
  expect((await world.get("/v1/contracts/orders-value/versions/1?view=text")).body).toBe('{"type":"object"}');
});

test("a list comes in pages that leave nothing out", async () => {
  const names: string[] = [];
  for (let next: string | undefined = ""; next !== undefined; ) {
    const page: { readonly subjects: { subject: string }[]; readonly next?: string } = (
      await world.get(`/v1/subjects?limit=1${next && `&cursor=${next}`}`)
    ).json();
    names.push(...page.subjects.map(({ subject }) => subject));
    next = page.next;
  }

  expect(names).toEqual(["common.address", "orders-value", "shop.order.placed"]);
});

test.each([
  ["?q=order", ["1.0.0", "1.1.0", "1.2.0"]],
  ["?q=NOTE+placed", ["1.1.0", "1.2.0"]],
  ["?q=street&kind=event", []],
  ["?owner=shop&latest=true&kind=event", ["1.2.0"]],
  ["?deprecated=true", []],
])("/v1/contracts%s", async (query, numbers) => {
  const { contracts } = (await world.get(`/v1/contracts${query}`)).json();

  expect(contracts.map(({ version }: { version: string }) => version)).toEqual(numbers);
});

test("samples are events that the version accepts, the same for the same seed", async () => {
  const ask = async (query: string) => (await world.get(`${versions}/1.1.0/samples${query}`)).json();
  const first = await ask("?count=5&seed=7");

  expect(first.samples).toHaveLength(5);
  for (const sample of first.samples) expect(typeof sample.id).toBe("string");
  expect(await ask("?count=5&seed=7")).toEqual(first);
});

test("nothing is immutable whose address may come to mean something else", async () => {
  const lasting = async (url: string) => (await world.get(url)).headers["cache-control"];

  // Both are given again once the version is deleted for good.
  expect(await lasting("/v1/contracts/orders-value/versions/1.0.0?view=text")).toBe("no-cache");
  expect(await lasting(`${versions}/1?view=text`)).toBe("no-cache");
  expect(await lasting(`${versions}/1.0.0?view=text`)).toMatch(/immutable$/);
});

test("whoever says what they have seen deletes that, or nothing", async () => {
  const other = await shop();
  await other.register(placed("1.1.0", {}, note));
  const remove = (url: string, etag: string) =>
    other.send({ method: "DELETE", url, headers: { "if-match": etag } });
  const etagOf = async (url: string, headers = {}) => String((await other.get(url, headers)).headers.etag);
  const [subject, version] = ["/v1/contracts/shop.order.placed", `${versions}/1.0.0`];

  expect((await remove(version, '"sha256:0"')).json()).toMatchObject({ code: "PRECONDITION_FAILED" });
  expect((await remove(subject, '"sha256:0"')).json()).toMatchObject({ code: "PRECONDITION_FAILED" });
  expect((await remove(version, await etagOf(version))).statusCode).toBe(200);
  expect((await remove(subject, await etagOf(subject, { "accept-encoding": "gzip" }))).statusCode).toBe(200);
  await other.close();
});
