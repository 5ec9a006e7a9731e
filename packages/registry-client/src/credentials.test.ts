import { inspect } from "node:util";
import { expect, test } from "vitest";
import { createRegistryClient } from "./index.ts";
import { clientOf } from "./testing/client-of.ts";
import { faultServer, html, json } from "./testing/fault-server.ts";

const id = "shop/order/placed/1.0.0";
const canary = "cnc_canary-5f0b1c";

test("a token is sent as bearer, a user with a secret as basic", async () => {
  const server = await faultServer(json({}));
  await clientOf(server.url, { token: canary }).document(id);
  await clientOf(server.url, { token: `ada:${canary}` }).document(id);
  await clientOf(server.url).document(id);
  expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
    `Bearer ${canary}`,
    `Basic ${Buffer.from(`ada:${canary}`).toString("base64")}`,
    undefined,
  ]);
});

test("a redirect within the registry keeps the token, one to another place is not followed at all", async () => {
  const other = await faultServer(json({}));
  const server = await faultServer((request, response) => {
    if (request.url === `/${id}`) response.writeHead(307, { location: "/moved" }).end();
    else if (request.url === "/moved") response.writeHead(302, { location: `${other.url}/${id}` }).end();
  });
  await expect(clientOf(server.url, { token: canary }).document(id)).rejects.toMatchObject({
    code: "REGISTRY_REDIRECTED",
  });
  expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(
    Array(2).fill(`Bearer ${canary}`),
  );
  expect(other.asked).toEqual([]);
});

test.each([
  ["an empty one", " "],
  ["one with a line break", `${canary}\n`],
  ["one that no header can carry", `${canary}é`],
])("%s is refused without being shown", (_what, token) => {
  const create = () => createRegistryClient({ url: "http://registry.example", token });
  expect(create).toThrow(expect.objectContaining({ code: "REGISTRY_TOKEN", kind: "usage" }));
  expect(shownBy(create)).not.toContain("canary");
});

test.each([
  ["no URL", "registry.example", '"registry.example" is no http'],
  ["another scheme", "file:///etc/passwd", "is no http"],
  ["a user in it", `https://ada:${canary}@registry.example/`, "registry.example is written with a user"],
  ["a user in no URL", `htps//ada:${canary}@registry.example`, "the registry's address is no http"],
  [
    "a query",
    `https://registry.example/?token=${canary}`,
    "https://registry.example/ is written with a query",
  ],
])("an address with %s is refused, and what may be secret is not repeated", (_what, url, words) => {
  const create = () => createRegistryClient({ url });
  expect(create).toThrow(expect.objectContaining({ code: "REGISTRY_URL", kind: "usage" }));
  expect(create).toThrow(words);
  expect(shownBy(create)).not.toContain("canary");
});

test("no failure shows the token, however deep one looks", async () => {
  for (const answer of [json({}, { status: 401 }), json({}, { status: 403 }), html(502), html(200)]) {
    const server = await faultServer(answer);
    const client = clientOf(server.url, { token: canary });
    const error = await client.document(id).catch((caught: unknown) => caught);
    await server.stop();
    const down = await client.document(id).catch((caught: unknown) => caught);
    for (const each of [error, down]) {
      expect(each).toBeInstanceOf(Error);
      expect(inspect(each, { depth: 20 }) + JSON.stringify(each)).not.toContain("canary");
    }
  }
});

test("a registry that refuses the token says so, not that there is none", async () => {
  const server = await faultServer(json({}, { status: 401 }));
  await expect(clientOf(server.url, { token: canary }).document(id)).rejects.toThrow(
    "does not take this token",
  );
});

function shownBy(work: () => unknown): string {
  try {
    work();
    return "";
  } catch (error) {
    return inspect(error, { depth: 20 });
  }
}
