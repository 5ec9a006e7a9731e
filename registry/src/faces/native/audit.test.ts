import { afterAll, beforeAll, expect, test } from "vitest";
import { createAuthenticate } from "../../auth/authenticate.ts";
import { createServer } from "../../server.ts";
import { checkedServer } from "../../testing/checked-server.ts";
import { note, placed, shop } from "../../testing/shop.ts";
import { registryWith, shippedSnapshot } from "../../testing/snapshots.ts";

let world: Awaited<ReturnType<typeof shop>>;

beforeAll(async () => {
  world = await shop();
  await world.register(placed("1.1.0", {}, note));
});

afterAll(() => world.close());

type Entry = { readonly sequence: number; readonly actor: string; readonly change: { readonly is: string } };

test("everything that changed stands in it, the oldest first, with who asked and in which request", async () => {
  const { entries, next } = (await world.get("/v1/audit")).json();

  expect(entries.map(({ sequence }: Entry) => sequence)).toEqual(
    entries.map((_: Entry, at: number) => at + 1),
  );
  expect(entries.at(-1)).toMatchObject({
    actor: "anonymous",
    requestId: expect.stringMatching(/^[0-9a-f-]{10,}$/),
    address: "127.0.0.1",
    change: { is: "registered", subject: "shop.order.placed", number: "1.1.0" },
    hash: world.registry.state.hash,
  });
  expect(next).toBeUndefined();
});

test("it is asked by actor, by kind and by subject, in pages", async () => {
  const seen: Entry[] = [];
  for (let next: string | undefined = ""; next !== undefined; ) {
    const url: string = `/v1/audit?change=registered&subject=shop%2Forder%2Fplaced&limit=1${next && `&cursor=${next}`}`;
    const page: { readonly entries: Entry[]; readonly next?: string } = (await world.get(url)).json();
    seen.push(...page.entries);
    next = page.next;
  }

  expect(seen.map(({ actor, change }) => [actor, change.is])).toEqual([
    ["registry", "registered"],
    ["anonymous", "registered"],
  ]);
  expect((await world.get("/v1/audit?actor=nobody")).json().entries).toEqual([]);
});

test("what is refused to somebody known is noted, a token's hash is not told, and strangers fill no log", async () => {
  const secret = "an-admin-secret-that-is-long-enough-to-be-one";
  const registry = await registryWith(shippedSnapshot());
  const server = await createServer({
    registry,
    access: {
      authenticate: createAuthenticate({
        tokenOf: () => undefined,
        adminToken: secret,
        anonymous: "write",
        now: Date.now,
      }),
    },
  });
  const send = await checkedServer(server);
  const authorization = `Bearer ${secret}`;
  const headers = { "content-type": "application/schema+json" };
  const bad = { method: "POST" as const, url: "/v1/contracts/shop.order.placed/versions", payload: "null" };

  await send({ ...bad, headers });
  const before = registry.state.sequence;
  await send({ ...bad, headers: { ...headers, authorization } });
  await send({
    method: "POST",
    url: "/v1/tokens",
    headers: { "content-type": "application/json", authorization },
    payload: JSON.stringify({ name: "ci", role: "read" }),
  });
  const { body, json } = await send({
    url: "/v1/audit?limit=1000&actor=admin-token",
    headers: { authorization },
  });

  expect(before).toBe(json().entries[0].sequence - 1);
  expect(json().entries.map(({ change }: Entry) => change)).toMatchObject([
    { is: "refused", action: "register", target: "shop.order.placed", code: "SCHEMA_NOT_OBJECT" },
    { is: "token-created", name: "ci" },
  ]);
  expect(json().entries[1].change.hash).toBeUndefined();
  expect(body).not.toContain(secret);
  await server.close();
});
