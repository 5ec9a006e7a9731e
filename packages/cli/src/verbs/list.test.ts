import { expect, test } from "vitest";
import { contract, shop } from "../testing/temporary-project.ts";

const cancelled = "schemas/shop/order/cancelled";

function twoContracts() {
  return shop({
    [`${cancelled}/1.0.0.json`]: contract("shop/order/cancelled/1.0.0", "Order cancelled"),
    [`${cancelled}/1.1.0.json`]: contract("shop/order/cancelled/1.1.0", "Order cancelled"),
  });
}

test("text is one line a version, aligned, by path and version", async () => {
  expect((await twoContracts().run(["list"])).out).toBe(
    `shop/order/cancelled  1.0.0  event  draft  com.example.shop.order.cancelled
shop/order/cancelled  1.1.0  event  draft  com.example.shop.order.cancelled
shop/order/placed     1.0.0  event  draft  com.example.shop.order.placed
`,
  );
});

test("json holds the same rows as data, with every member in every row", async () => {
  const project = shop({ "schemas/shop/bare/1.0.0.json": "{}" });
  const { out, code } = await project.run(["list", "--format", "json"]);

  expect(JSON.parse(out)).toEqual([
    { contract: "shop/bare", version: "1.0.0", kind: null, type: null, frozen: false, title: null },
    {
      contract: "shop/order/placed",
      version: "1.0.0",
      kind: "event",
      type: "com.example.shop.order.placed",
      frozen: false,
      title: "Order placed",
    },
  ]);
  expect(code).toBe(0);
});

test("--latest, --kind and --type narrow the list, --names prints each path once", async () => {
  const project = twoContracts();

  expect((await project.run(["list", "--latest", "--type", "*.cancelled"])).out).toMatch(
    /^shop\/order\/cancelled +1\.1\.0/,
  );
  expect((await project.run(["list", "--kind", "fragment"])).out).toBe("");
  expect((await project.run(["list", "--names"])).out).toBe("shop/order/cancelled\nshop/order/placed\n");
});

test("a pattern that no type matches says which one was probably meant", async () => {
  const { err, code } = await shop().run(["list", "--type", "com.example.shop.order.plced"]);

  expect(err).toBe(
    'no type matches com.example.shop.order.plced (did you mean "com.example.shop.order.placed"?)\n',
  );
  expect(code).toBe(0);
});

test("what can be read is listed beside what cannot, and the exit code tells", async () => {
  const { out, err, code } = await shop({ "schemas/shop/order/paid/1.0.0.json": "{" }).run(["list"]);

  expect(out).toContain("shop/order/placed");
  expect(err).toContain("--> schemas/shop/order/paid/1.0.0.json:1:2");
  expect(code).toBe(4);
});

test("the project is found from any folder below, and named by --project from elsewhere", async () => {
  const project = shop();

  const below = await project.run(["list"], { cwd: `${project.root}/schemas/shop` });
  const above = await project.run(["list", "--project", project.root], { cwd: "/" });

  expect(below.out).toBe(above.out);
  expect(below.code).toBe(0);
});

test("colours are for terminals, and NO_COLOR, --no-color and a dumb terminal are heard", async () => {
  const project = shop();
  const coloured = async (args: readonly string[], env = {}, isTTY = true) =>
    (await project.run(["list", ...args], { env, isTTY })).out.includes("\u001b");

  expect(await coloured([])).toBe(true);
  expect(await coloured([], {}, false)).toBe(false);
  expect(await coloured(["--no-color"])).toBe(false);
  expect(await coloured([], { NO_COLOR: "1" })).toBe(false);
  expect(await coloured([], { TERM: "dumb" })).toBe(false);
});
