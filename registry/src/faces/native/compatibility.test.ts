import { afterAll, beforeAll, expect, test } from "vitest";
import { note, placed, shop } from "../../testing/shop.ts";

let world: Awaited<ReturnType<typeof shop>>;

beforeAll(async () => {
  world = await shop();
  await world.register(placed("1.1.0", {}, note));
});

afterAll(() => world.close());

test("a difference is told by relation, by examples, by verdicts both ways, and as a step", async () => {
  const { json } = await world.get("/v1/contracts/shop.order.placed/diff?from=1.0.0&to=1.1.0");

  expect(json()).toEqual({
    subject: "shop.order.placed",
    from: "1.0.0",
    to: "1.1.0",
    policy: "FULL_TRANSITIVE",
    relation: "narrower",
    onlyFrom: { id: expect.any(String), note: null },
    both: { id: expect.any(String) },
    backward: { status: "compatible", assumption: "closed" },
    forward: { status: "compatible", assumption: "closed" },
    step: "minor",
    derived: "1.1.0",
  });
});

test("the same version differs from itself in nothing, which would be a patch", async () => {
  const { json } = await world.get("/v1/contracts/shop.order.placed/diff?from=1.0.0&to=1.0.0");

  expect(json()).toMatchObject({ relation: "equal", step: "patch", derived: "1.0.1" });
});

test("two schemas of a request are held against each other, both ways", async () => {
  const [number, integer] = [{ type: "number" }, { type: "integer" }];
  const { json } = await world.post("/v1/compatibility", {
    candidate: { schema: integer },
    against: { schema: number },
  });

  expect(json()).toMatchObject({
    compatible: "no",
    verdicts: [
      { direction: "backward", verdict: { status: "incompatible", witness: expect.any(Number) } },
      { direction: "forward", verdict: { status: "compatible" } },
    ],
  });
});

test("against a subject its policy is asked, version by version, the newest first", async () => {
  const ask = async (schema: object) =>
    (
      await world.post("/v1/compatibility", {
        candidate: { schema },
        against: { subject: "shop.order.placed" },
      })
    ).json();
  const fine = await ask(placed("1.2.0", {}, { ...note, tip: { type: "integer", description: "…" } }));
  const bad = await ask(placed("1.2.0", { required: ["id", "note"] }, note));

  expect(fine).toMatchObject({ policy: "FULL_TRANSITIVE", compatible: "yes" });
  expect(
    fine.verdicts.map(({ number, direction }: Record<string, string>) => `${number} ${direction}`),
  ).toEqual(["1.1.0 backward", "1.1.0 forward", "1.0.0 backward", "1.0.0 forward"]);
  expect(bad.compatible).toBe("no");
  expect(bad.verdicts[0].verdict.findings[0]).toMatchObject({
    rule: "property-required",
    pointer: "/required/1",
    witness: { id: expect.any(String) },
  });
});

test("what writers send may be taken as written, and then an added member is a risk", async () => {
  const question = {
    candidate: { subject: "shop.order.placed", number: "1.1.0" },
    against: { subject: "shop.order.placed", number: "1.0.0" },
  };
  const closed = (await world.post("/v1/compatibility", question)).json();
  const open = (await world.post("/v1/compatibility", { ...question, writer: "as-written" })).json();

  expect([closed.compatible, open.compatible]).toEqual(["yes", "no"]);
});

test("a schema that is none is refused, not judged", async () => {
  const question = { candidate: { schema: { type: "strng" } }, against: { schema: {} } };
  const { statusCode, json } = await world.post("/v1/compatibility", question);

  expect([statusCode, json().code]).toEqual([422, "SCHEMA_INVALID"]);
});

test("a policy is read, set with the ETag that was read, and taken back", async () => {
  const url = "/v1/contracts/shop.order.placed/policy";
  const put = (etag: unknown, body: object) =>
    world.send({
      method: "PUT",
      url,
      headers: { "content-type": "application/json", "if-match": String(etag) },
      payload: JSON.stringify(body),
    });
  const first = await world.get(url);
  expect(first.json()).toEqual({
    subject: "shop.order.placed",
    level: "FULL_TRANSITIVE",
    writer: "closed",
    own: {},
  });

  const set = await put(first.headers.etag, { level: "BACKWARD", writer: "as-written" });
  expect(set.json()).toMatchObject({ level: "BACKWARD", own: { level: "BACKWARD", writer: "as-written" } });
  expect((await put(first.headers.etag, { level: "NONE" })).statusCode).toBe(412);
  expect((await put(set.headers.etag, { level: "FULL" })).json()).toMatchObject({ level: "FULL" });
  const back = await world.send({ method: "DELETE", url });
  expect(back.json()).toEqual(first.json());
});

test("the registry's own policy is for those that say nothing else", async () => {
  expect((await world.get("/v1/policy")).json()).toEqual({
    level: "BACKWARD",
    writer: "as-written",
    own: {},
  });
  const headers = { "content-type": "application/json" };
  await world.send({ method: "PUT", url: "/v1/policy", headers, payload: '{"level":"FORWARD"}' });

  expect((await world.get("/config")).json()).toMatchObject({ compatibilityLevel: "FORWARD" });
  expect((await world.get("/v1/contracts/shop.order.placed/policy")).json().level).toBe("FULL_TRANSITIVE");
});
