import { expect, test } from "vitest";
import { contract, shop } from "../testing/temporary-project.ts";

const file = "schemas/shop/order/placed/1.0.0.json";
const lock = "schemas/contracts.lock.json";

test("a frozen version is in the lock with its digest, and says so in the list", async () => {
  const project = shop();

  expect(await project.run(["freeze", "shop/order/placed"])).toEqual({
    code: 0,
    out: "froze shop/order/placed/1.0.0\n",
    err: "",
  });
  expect(JSON.parse(project.read(lock))).toEqual({
    lockVersion: 1,
    contracts: { "shop/order/placed/1.0.0": expect.stringMatching(/^sha256:[0-9a-f]{64}$/) },
  });
  expect((await project.run(["list"])).out).toContain("frozen");
});

test("what is frozen already is left alone", async () => {
  const project = shop();
  await project.run(["freeze", "--all"]);

  expect(await project.run(["freeze", "--all"])).toEqual({
    code: 0,
    out: "",
    err: "nothing to freeze: no draft among them\n",
  });
});

test("once frozen, a change of content is refused, and a change of form is none", async () => {
  const project = shop();
  await project.run(["freeze", "--all"]);
  const text = project.read(file);

  project.write(file, JSON.stringify(JSON.parse(text)));
  expect((await project.run(["lint"])).code).toBe(0);

  project.write(file, text.replace("Sent once", "Sent twice"));
  const { out, code } = await project.run(["lint"]);
  expect(out).toContain("= FROZEN_CHANGED");
  expect(code).toBe(100);
});

test("a contract with an error is not frozen, nor are the good ones asked for with it", async () => {
  const bad = contract("shop/order/paid/1.0.0", "Order paid", { examples: [{ id: 1 }, { id: "2" }] });
  const project = shop({ "schemas/shop/order/paid/1.0.0.json": bad });
  const { out, err, code } = await project.run(["freeze", "--all"]);

  expect(out).toContain("SCHEMA_EXAMPLE_INVALID");
  expect(err).toBe("nothing was frozen: 1 error\n");
  expect(code).toBe(100);
  expect(() => project.read(lock)).toThrow("ENOENT");
});

test("an error elsewhere does not stop a good contract", async () => {
  const project = shop({ "schemas/shop/order/paid/1.0.0.json": "{" });

  expect((await project.run(["freeze", "shop/order/placed"])).code).toBe(0);
});

test("a reference to a draft is refused with the command that freezes both", async () => {
  const money = { $ref: "../../money/1.0.0.json", description: "What is to be paid." };
  const project = shop({
    "schemas/shop/money/1.0.0.json": contract("shop/money/1.0.0", "Money"),
    "schemas/shop/order/paid/1.0.0.json": contract("shop/order/paid/1.0.0", "Order paid", {
      properties: { id: { type: "string", description: "Which one it is." }, money },
      examples: [{ id: "1" }, { id: "1", money: { id: "1" } }],
    }),
  });
  const { err, code } = await project.run(["freeze", "shop/order/paid"]);

  expect(err).toContain("`concordat freeze shop/order/paid/1.0.0 shop/money/1.0.0`");
  expect(code).toBe(7);
  expect((await project.run(["freeze", "shop/order/paid/1.0.0", "shop/money/1.0.0"])).code).toBe(0);
});

test("a broken lock is refused and not replaced", async () => {
  const project = shop({ [lock]: "{}" });
  const { err, code } = await project.run(["freeze", "--all"]);

  expect(err).toContain("error[LOCK_INVALID]");
  expect(code).toBe(4);
  expect(project.read(lock)).toBe("{}");
});
