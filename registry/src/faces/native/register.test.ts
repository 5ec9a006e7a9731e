import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { createSandbox } from "../../sandbox/sandbox.ts";
import { address, note, placed, shop, shopBase } from "../../testing/shop.ts";

let world: Awaited<ReturnType<typeof shop>>;
const versions = "/v1/contracts/shop.order.placed/versions";

// Threads start slowly, so all worlds share them.
const sandbox = createSandbox();
afterAll(() => sandbox.close());

beforeEach(async () => {
  world = await shop({ sandbox });
});

afterEach(() => world.close());

test("a version is registered, stands at its $id path, and is the newest from then on", async () => {
  const document = placed("1.1.0", {}, note);
  const made = await world.register(document);

  expect([made.statusCode, made.headers.location]).toEqual([201, `${versions}/1.1.0`]);
  expect(made.json()).toMatchObject({
    number: "1.1.0",
    version: 2,
    isNew: true,
    step: "minor",
    findings: [],
  });
  expect((await world.get("/shop/order/placed/1.1.0.json")).json()).toEqual(document);
  expect((await world.get("/v1/contracts/shop.order.placed")).json().number).toBe("1.1.0");
  expect((await world.get("/subjects/shop.order.placed/versions/2")).json().version).toBe(2);
});

test("a trial says what would become of it, and changes nothing", async () => {
  const before = world.registry.state.sequence;
  const trial = await world.register(placed("1.1.0", {}, note), "?dryRun=true");

  expect([trial.statusCode, trial.json()]).toEqual([
    200,
    { subject: "shop.order.placed", number: "1.1.0", isNew: true, dryRun: true, step: "minor", findings: [] },
  ]);
  expect(world.registry.state.sequence).toBe(before);
  expect((await world.get("/shop/order/placed/1.1.0")).statusCode).toBe(404);
});

test("a patch is what changes nothing for anybody, and a number that says more is remarked upon", async () => {
  const patch = await world.register(placed("1.0.1", { description: "Somebody has bought something." }));
  const large = await world.register(placed("1.1.0", { description: "Somebody has got something." }));

  expect([patch.statusCode, patch.json().step]).toEqual([201, "patch"]);
  expect([large.statusCode, large.json().findings[0]?.rule]).toEqual([201, "version-number"]);
});

test("the next major version opens with promises of its own", async () => {
  const breaking = placed(
    "2.0.0",
    {
      required: ["id", "note"],
      examples: [
        { id: "1", note: "n" },
        { id: "22", note: "nn" },
      ],
      "x-concordat": { kind: "event", type: "com.shop.order.placed.v2", owner: "shop" },
    },
    note,
  );
  const made = await world.register(breaking);

  expect([made.statusCode, made.json().step], made.body).toEqual([201, "major"]);
});

test("a draft may change and go, and becomes what is frozen under its number", async () => {
  const draft = (members: object) => world.register(placed("1.1.0", {}, members), "?draft=true");
  expect((await draft(note)).json()).toMatchObject({ state: "draft", isNew: true });
  expect((await draft({})).json()).toMatchObject({ state: "draft", isNew: true });
  expect((await draft({})).json()).toMatchObject({ isNew: false });
  expect((await world.send({ method: "DELETE", url: `${versions}/1.1.0` })).json()).toMatchObject({
    numbers: ["1.1.0"],
    permanent: true,
  });
  expect((await world.get(`${versions}/1.1.0`)).statusCode).toBe(404);

  await draft(note);
  const frozen = await world.register(placed("1.1.0", {}, note));
  expect([frozen.statusCode, frozen.json().state]).toEqual([201, "frozen"]);
});

test("a contract that is new may have any number, and one in a JSON body keeps its text and its file", async () => {
  const text = `${JSON.stringify({ ...address, $id: `${shopBase}shop/customer/moved/0.3.0.json`, title: "Customer moved" }, undefined, 3)}\n\n`;
  const url = "/v1/contracts/shop%2Fcustomer%2Fmoved/versions";
  const made = await world.post(url, { text, file: "contracts/moved.json" });

  expect(made.json(), made.body).toMatchObject({
    number: "0.3.0",
    version: 1,
    file: "contracts/moved.json",
  });
  expect((await world.get("/shop/customer/moved/0.3.0")).body).toBe(text);
});

test("a request that comes twice under one key is carried out once", async () => {
  const send = () =>
    world.post(versions, { text: JSON.stringify(placed("1.1.0", {}, note)) }, { "idempotency-key": "one" });
  const [first, second] = await Promise.all([send(), send()]);

  expect([first.statusCode, second.statusCode]).toEqual([201, 201]);
  expect(world.registry.state.subject("shop.order.placed")?.versions).toHaveLength(2);
});

test("a deprecated version says since when, and why, on every face", async () => {
  const body = { sunset: "2027-06-30", reason: "1.1.0 is there" };
  const { json, statusCode } = await world.post(`${versions}/1.0.0/deprecate`, body);

  expect([statusCode, json()]).toMatchObject([200, { deprecated: true, ...body }]);
  const { contracts } = (await world.get("/v1/contracts?deprecated=true")).json();
  expect(contracts).toMatchObject([{ contract: "shop/order/placed", version: "1.0.0" }]);
});

test("all versions of a subject go together, and come back by a new one", async () => {
  const gone = await world.send({ method: "DELETE", url: "/v1/contracts/shop.order.placed" });

  expect(gone.json()).toEqual({ subject: "shop.order.placed", numbers: ["1.0.0"], permanent: false });
  expect((await world.get("/shop/order/placed/1.0.0")).statusCode).toBe(404);
  const again = await world.register(placed("1.1.0", {}, note));
  expect(again.statusCode, again.body).toBe(201);
});
