import { expect, test } from "vitest";
import { createServer } from "../../server.ts";
import { registryWith, shippedSnapshot, snapshotOf } from "../../testing/snapshots.ts";

const event = (type: string) => ({ title: "Order placed", "x-concordat": { kind: "event", type } });
const server = await createServer({
  registry: await registryWith(
    snapshotOf(
      {
        "shop/order/placed/1.0.0": event("com.shop.order.placed"),
        "shop/order/placed/2.0.0": event("com.shop.order.placed.v2"),
        "shop/money/1.0.0": { title: "Money", "x-concordat": { kind: "fragment" } },
      },
      ["shop/order/placed/1.0.0"],
    ),
  ),
});

test("an entry says what the version is and where to find it", async () => {
  const { headers, json } = await server.inject("/v1/contracts?kind=event&latest=false");

  expect(headers["content-type"]).toBe("application/json");
  expect(json().contracts[0]).toEqual({
    contract: "shop/order/placed",
    version: "1.0.0",
    kind: "event",
    type: "com.shop.order.placed",
    title: "Order placed",
    frozen: true,
    latest: false,
    deprecated: false,
    id: "https://contracts.test/shop/order/placed/1.0.0.json",
    digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    links: { document: "/shop/order/placed/1.0.0", page: "/ui/shop/order/placed/1.0.0" },
  });
});

test.each([
  ["", ["shop/money/1.0.0", "shop/order/placed/1.0.0", "shop/order/placed/2.0.0"]],
  ["?kind=fragment", ["shop/money/1.0.0"]],
  ["?type=com.shop.*", ["shop/order/placed/1.0.0", "shop/order/placed/2.0.0"]],
  ["?type=*.placed", ["shop/order/placed/1.0.0"]],
  ["?latest=true", ["shop/money/1.0.0", "shop/order/placed/2.0.0"]],
  ["?latest=true&kind=event&type=*", ["shop/order/placed/2.0.0"]],
  ["?type=nothing", []],
])("/v1/contracts%s", async (query, ids) => {
  const { json } = await server.inject(`/v1/contracts${query}`);
  const listed = json().contracts as readonly { readonly contract: string; readonly version: string }[];

  expect(listed.map(({ contract, version }) => `${contract}/${version}`)).toEqual(ids);
});

test.each([
  ["?latst=true", "QUERY_UNKNOWN", 'did you mean "latest"?'],
  ["?kind=evnt", "QUERY_INVALID", 'did you mean "event"?'],
  ["?latest=yes", "QUERY_INVALID", "is one of true, false"],
  ["?kind=event&kind=event", "QUERY_INVALID", "more than once"],
])("/v1/contracts%s is refused", async (query, code, words) => {
  const { statusCode, json } = await server.inject(`/v1/contracts${query}`);

  expect(statusCode).toBe(400);
  expect(json()).toMatchObject({ code, detail: expect.stringContaining(words) });
});

test("every link of the shipped catalogue leads somewhere", async () => {
  const shipped = await createServer({ registry: await registryWith(shippedSnapshot()) });
  const { contracts } = (await shipped.inject("/v1/contracts")).json();

  for (const { links } of contracts)
    for (const url of [links.document, links.page])
      expect((await shipped.inject(url)).statusCode, url).toBe(200);
});
