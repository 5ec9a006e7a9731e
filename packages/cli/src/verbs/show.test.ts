import { expect, test } from "vitest";
import { contract, shop } from "../testing/temporary-project.ts";

const file = "schemas/shop/order/placed/1.0.0.json";

test.each([
  ["its path", "shop/order/placed"],
  ["a line of versions", "shop/order/placed@1"],
  ["path@version", "shop/order/placed@1.0.0"],
  ["path/version", "shop/order/placed/1.0.0"],
  ["its event type", "com.example.shop.order.placed"],
  ["its subject", "shop.order.placed"],
  ["its $id", "https://schemas.example.com/shop/order/placed/1.0.0.json"],
  ["its file", file],
])("a contract is found by %s, and printed as it was written", async (_by, words) => {
  const project = shop();

  expect(await project.run(["show", words])).toEqual({ code: 0, out: project.read(file), err: "" });
});

test("a path means the latest version, a line the latest in it", async () => {
  const versions = ["1.0.0", "1.2.0", "1.10.0", "2.0.0"].map((version) => [
    `schemas/shop/order/placed/${version}.json`,
    contract(`shop/order/placed/${version}`, "Order placed"),
  ]);
  const project = shop(Object.fromEntries(versions));
  const shown = async (words: string) =>
    JSON.parse((await project.run(["show", words, "--format", "json"])).out).version;

  expect(await shown("shop/order/placed")).toBe("2.0.0");
  expect(await shown("shop/order/placed@1")).toBe("1.10.0");
  expect(await shown("shop/order/placed@1.2")).toBe("1.2.0");
});

test("the writer view closes what the contract leaves open, and stands on its own", async () => {
  const { out } = await shop().run(["show", "shop/order/placed", "--view", "writer"]);
  const view = JSON.parse(out);

  expect(view.$id).toBe("https://schemas.example.com/shop/order/placed/1.0.0.json?view=writer");
  expect(out).toContain('"additionalProperties": false');
});

test("bundled, what it refers to comes along", async () => {
  const money = { $ref: "../../money/1.0.0.json", description: "What is to be paid." };
  const project = shop({
    "schemas/shop/money/1.0.0.json": contract("shop/money/1.0.0", "Money"),
    "schemas/shop/order/paid/1.0.0.json": contract("shop/order/paid/1.0.0", "Order paid", {
      properties: { money },
    }),
  });

  const bundled = JSON.parse((await project.run(["show", "shop/order/paid", "--bundled"])).out);
  expect(Object.values(bundled.$defs)).toMatchObject([{ title: "Money" }]);
});

test("json puts the document beside what the catalogue knows of it", async () => {
  const { out } = await shop().run(["show", "shop/order/placed", "--format", "json"]);

  expect(JSON.parse(out)).toMatchObject({
    id: "shop/order/placed/1.0.0",
    file,
    frozen: false,
    digest: expect.stringMatching(/^sha256:/),
    document: { title: "Order placed" },
  });
});

test("a version that is there and broken is answered with what is wrong with it", async () => {
  const { err, code } = await shop({ "schemas/shop/order/paid/1.0.0.json": "{" }).run([
    "show",
    "shop/order/paid",
  ]);

  expect(err).toContain("error[JSON_SYNTAX]");
  expect(code).toBe(4);
});
