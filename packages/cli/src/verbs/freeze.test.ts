import { expect, test } from "vitest";
import { contract, shop, type TemporaryProject } from "../testing/temporary-project.ts";

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

const draft = "schemas/shop/order/placed/1.1.0.json";

/** A frozen version and a draft of the next one. */
async function withDraft(number: string, members: object): Promise<TemporaryProject> {
  const project = shop();
  await project.run(["freeze", "--all"]);
  project.write(
    draft.replace("1.1.0", number),
    contract(`shop/order/placed/${number}`, "Order placed", members),
  );
  return project;
}

const withNote = {
  properties: {
    id: { description: "Which one it is.", type: "string", minLength: 1 },
    note: { description: "What the customer says.", type: "string" },
    total: { description: "What is to be paid, in cents.", type: "integer" },
  },
};

test("a number that follows from the content is frozen", async () => {
  const project = await withDraft("1.1.0", withNote);

  expect((await project.run(["freeze", "shop/order/placed"])).out).toBe("froze shop/order/placed/1.1.0\n");
});

test.each([
  ["1.0.1", withNote, "1.0.1 says patch, and it is a minor step from 1.0.0", "call it 1.1.0"],
  [
    "1.1.0",
    { description: "Sent once, in other words." },
    "1.1.0 says minor, and it is a patch step",
    "call it 1.0.1",
  ],
  ["2.0.0", withNote, "2.0.0 says major, and it is a minor step from 1.0.0", "call it 1.1.0"],
])("%s is refused when its content is something else, with the number it deserves", async (...row) => {
  const [number, members, says, hint] = row;
  const project = await withDraft(number, members);
  const { code, out, err } = await project.run(["freeze", "shop/order/placed"]);

  expect(out).toContain(`error[version-number]: ${says}`);
  expect(out).toContain(`${hint}; \`concordat freeze shop/order/placed --renumber\` does so`);
  expect(err).toContain("nothing was frozen: ");
  expect(code).toBe(100);
  expect(JSON.parse(project.read(lock)).contracts).not.toHaveProperty(`shop/order/placed/${number}`);
});

test("a draft that breaks a promise is not frozen, and can become the next major version", async () => {
  const broken = {
    required: ["id", "total"],
    examples: [
      { id: "1", total: 5 },
      { id: "2", total: 6 },
    ],
  };
  const project = await withDraft("1.1.0", broken);

  expect((await project.run(["freeze", "shop/order/placed"])).out).toContain("error[property-required]");
  const { code, out } = await project.run(["freeze", "shop/order/placed", "--renumber"]);
  expect(out).toBe(
    "renumbered shop/order/placed/1.1.0: shop/order/placed/2.0.0\nfroze shop/order/placed/2.0.0\n",
  );
  expect(code).toBe(0);
  const major = JSON.parse(project.read(draft.replace("1.1.0", "2.0.0")));
  expect(major["x-concordat"].type).toBe("com.example.shop.order.placed.v2");
  expect(() => project.read(draft)).toThrow("ENOENT");
});

test("renumbering follows the draft into the AsyncAPI document, and touches nothing else there", async () => {
  const project = await withDraft("1.0.1", withNote);
  const document = `asyncapi: 3.0.0
info: { title: Shop, version: 1.0.0 }
channels: {} # shop/order/placed/1.0.1.json stays
components:
  messages:
    placed:
      contentType: application/json
      payload:
        schemaFormat: application/schema+json;version=draft-2020-12
        schema: { $ref: ./schemas/shop/order/placed/1.0.1.json }
`;
  project.write("asyncapi.yaml", document);
  await project.run(["freeze", "shop/order/placed", "--renumber"]);

  expect(project.read("asyncapi.yaml")).toBe(
    document.replace("schemas/shop/order/placed/1.0.1", "schemas/shop/order/placed/1.1.0"),
  );
});

test("a draft that others refer to keeps its number, and all files", async () => {
  const project = await withDraft("1.0.1", withNote);
  const order = { $ref: "../placed/1.0.1.json", description: "What was ordered." };
  project.write(
    "schemas/shop/order/paid/1.0.0.json",
    contract("shop/order/paid/1.0.0", "Order paid", { properties: { order } }),
  );
  const { code, err } = await project.run(["freeze", "shop/order/placed", "--renumber"]);

  expect(err).toContain("error[FREEZE_DRAFT_REFERRED]");
  expect(code).toBe(7);
  expect(project.read(draft.replace("1.1.0", "1.0.1"))).toContain("1.0.1");
});

test("drafts that are frozen together answer to each other", async () => {
  const project = await withDraft("1.1.0", withNote);
  project.write(
    draft.replace("1.1.0", "1.2.0"),
    contract("shop/order/placed/1.2.0", "Order placed", {
      properties: { ...withNote.properties, note: { description: "A number.", type: "integer" } },
    }),
  );

  expect((await project.run(["freeze", "--all"])).out).toContain("error[property-type-changed]");
});

test("what is not decided is no ground to freeze on, unless somebody accepted that", async () => {
  const elsewhere = {
    total: { description: "What is to be paid.", $ref: "https://elsewhere.example/x.json" },
  };
  const project = await withDraft("1.1.0", { properties: { ...withNote.properties, ...elsewhere } });
  const off = { "reference-remote": "off", "reference-unresolved": "off", "schema-refused": "off" };
  const settings = {
    lint: { rules: { ...off, "example-invalid": "off" } },
    compatibility: { undecided: "warn" },
  };
  project.write(
    "concordat.config.json",
    JSON.stringify({ base: "https://schemas.example.com/", ...settings }),
  );
  const freezing = ["freeze", "shop/order/placed"];

  expect(await project.run(["check"])).toMatchObject({ code: 0 });
  expect((await project.run(freezing)).out).toContain("error[compatibility-undecided]");
  const word = "compatibility-undecided@shop/order/placed";
  await project.run(["accept", word, "--reason", "the other document is ours as well"]);
  expect((await project.run(freezing)).out).toBe("froze shop/order/placed/1.1.0\n");
});
