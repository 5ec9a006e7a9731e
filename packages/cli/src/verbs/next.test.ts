import { expect, test } from "vitest";
import { contract, shop } from "../testing/temporary-project.ts";

const folder = "schemas/shop/order/placed";

test.each([
  [[], "1.1.0"],
  [["--patch"], "1.0.1"],
  [["--minor"], "1.1.0"],
])("next %j writes %s, which differs in its $id only", async (flags, version) => {
  const project = shop();
  const { out, code } = await project.run(["next", "shop/order/placed", ...flags]);

  expect(out).toBe(`created ${folder}/${version}.json\n`);
  expect(code).toBe(0);
  expect(project.read(`${folder}/${version}.json`)).toBe(
    project.read(`${folder}/1.0.0.json`).replace("placed/1.0.0.json", `placed/${version}.json`),
  );
});

test("a new major has an event type of its own", async () => {
  const project = shop();
  await project.run(["next", "shop/order/placed", "--major"]);
  await project.run(["next", "shop/order/placed", "--major"]);

  expect(project.read(`${folder}/2.0.0.json`)).toContain('"type": "com.example.shop.order.placed.v2"');
  expect(project.read(`${folder}/3.0.0.json`)).toContain('"type": "com.example.shop.order.placed.v3"');
});

test("an older line goes on beside the latest", async () => {
  const project = shop({ [`${folder}/2.0.0.json`]: contract("shop/order/placed/2.0.0", "Order placed") });

  expect((await project.run(["next", "shop/order/placed@1"])).out).toBe(`created ${folder}/1.1.0.json\n`);
});

test("a version that is there is never overwritten", async () => {
  const project = shop({ [`${folder}/1.1.0.json`]: "work in progress" });
  const { code, err } = await project.run(["next", "shop/order/placed@1.0.0"]);

  expect(err).toContain("error[VERSION_EXISTS]");
  expect(code).toBe(7);
  expect(project.read(`${folder}/1.1.0.json`)).toBe("work in progress");
});
