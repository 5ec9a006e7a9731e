import { cpSync, mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commit, git } from "../testing/git.ts";
import { contract, shop, type TemporaryProject, temporaryProject } from "../testing/temporary-project.ts";

const file = "schemas/shop/order/placed/1.0.0.json";
const next = "schemas/shop/order/placed/1.1.0.json";
const lock = "schemas/contracts.lock.json";

/** A project whose first version is frozen and committed. */
async function released(): Promise<TemporaryProject> {
  const project = shop();
  await project.run(["freeze", "--all"]);
  commit(project);
  return project;
}

/** A draft of the next version, with members of the contract replaced. */
function draft(project: TemporaryProject, members: object): void {
  project.write(next, contract("shop/order/placed/1.1.0", "Order placed", members));
}

const withTotal = {
  required: ["id", "total"],
  examples: [
    { id: "1", total: 5 },
    { id: "2", total: 6 },
  ],
};

const withNote = {
  properties: {
    id: { description: "Which one it is.", type: "string", minLength: 1 },
    total: { description: "What is to be paid, in cents.", type: "integer" },
    note: { description: "What the customer says.", type: "string" },
  },
};

test("nothing has changed: fine, and counted", async () => {
  const project = await released();

  for (const args of [["check"], ["check", "--against", "main"], ["check", "--against", "HEAD"]])
    expect(await project.run(args)).toMatchObject({
      code: 0,
      out: "0 breaking, 0 compatible, 0 undecided, 1 unchanged · 0.0 s\n",
    });
});

test("a draft that keeps every promise is proved safe", async () => {
  const project = await released();
  draft(project, withNote);
  const { code, out, err } = await project.run(["check", "--against", "main"]);

  expect(out).toBe(
    `shop/order/placed  1.0.0 → 1.1.0  narrower  compatible
0 breaking, 1 compatible (proved), 0 undecided, 1 unchanged · 0.0 s
`,
  );
  expect(err).toBe("against main: no findings; validators were run for 1 changed contract\n");
  expect(code).toBe(0);
});

test("a draft that breaks a promise fails with the line, the event and the number it deserves", async () => {
  const project = await released();
  draft(project, withTotal);
  const { code, out } = await project.run(["check"]);

  expect(code).toBe(100);
  expect(out).toContain('error[property-required]: "total" was optional and is now required\n');
  expect(out).toContain(`--> ${next}:15:5\n`);
  expect(out).toContain('= witness  {"id":"1"}\n');
  expect(out).toContain(
    "shop/order/placed  1.0.0 → 1.1.0  narrower  would be 2.0.0  breaking\n1 breaking, 0 compatible, 0 undecided, 1 unchanged",
  );
});

test("the same facts in JSON", async () => {
  const project = await released();
  draft(project, withTotal);
  const { out } = await project.run(["check", "--format", "json"]);

  expect(JSON.parse(out)).toMatchObject({
    checked: 1,
    summary: {
      against: "the lock",
      changes: [
        {
          contract: "shop/order/placed",
          from: "1.0.0",
          to: "1.1.0",
          relation: "narrower",
          derived: "2.0.0",
          status: "breaking",
          policy: "FULL_TRANSITIVE",
          writer: "closed",
          heldAgainst: ["1.0.0"],
        },
      ],
      counts: { breaking: 1, compatible: 0, undecided: 0, unchanged: 1 },
    },
    findings: [{ rule: "property-required", details: { witness: { id: "1" }, direction: "backward" } }],
  });
  expect(out).not.toContain("seconds");
});

test("a frozen file that changed is told once, as what it is", async () => {
  const project = await released();
  project.write(file, contract("shop/order/placed/1.0.0", "Order placed", withTotal));
  const { code, out } = await project.run(["check"]);

  expect(code).toBe(100);
  expect(out.match(/error\[/g)).toHaveLength(1);
  expect(out).toContain("error[frozen-changed]");
});

test("taking a version out of the lock to change it does not go unnoticed", async () => {
  const project = await released();
  project.write(lock, '{ "lockVersion": 1, "contracts": {} }');
  project.write(file, contract("shop/order/placed/1.0.0", "Order placed", withTotal));
  const { out } = await project.run(["check", "--against", "main"]);

  expect(out).toContain("error[version-unfrozen]: shop/order/placed/1.0.0 is frozen in main");
  expect(out).toContain("error[property-required]");
});

test("nor does a new digest for a new content", async () => {
  const project = await released();
  project.write(
    file,
    contract("shop/order/placed/1.0.0", "Order placed", { description: "Sent, in other words." }),
  );
  project.write(lock, '{ "lockVersion": 1, "contracts": {} }');
  await project.run(["freeze", "--all"]);

  expect((await project.run(["check"])).code).toBe(0);
  const { code, out } = await project.run(["check", "--against", "main"]);
  expect(out).toContain(
    "version-unfrozen]: shop/order/placed/1.0.0 is frozen in main and has another digest",
  );
  expect(code).toBe(100);
});

test("a file that is broken is not called gone", async () => {
  const project = await released();
  project.write(file, "{ half");
  const { code, out } = await project.run(["check", "--against", "main"]);

  expect(out).toContain("error[json]");
  expect(out).not.toContain("version-removed");
  expect(code).toBe(4);
});

test("what the base promised and is gone is breaking", async () => {
  const project = shop({
    "schemas/shop/order/paid/1.0.0.json": contract("shop/order/paid/1.0.0", "Order paid"),
  });
  commit(project);
  renameSync(join(project.root, "schemas/shop/order/paid"), join(project.root, "gone"));
  const { code, out } = await project.run(["check", "--against", "main"]);

  expect(code).toBe(100);
  expect(out).toContain(
    "error[version-removed]: shop/order/paid/1.0.0 is in main and no longer in the catalogue",
  );
  expect(out).toContain("shop/order/paid  1.0.0 → gone  breaking\n1 breaking,");
});

test("a project in a folder of its repository is compared with itself", async () => {
  const whole = temporaryProject();
  mkdirSync(join(whole.root, "contracts"));
  const inside = shop();
  await inside.run(["freeze", "--all"]);
  renameSync(inside.root, join(whole.root, "contracts/shop"));
  mkdirSync(inside.root);
  commit(whole);
  const { out, code } = await whole.run(["check", "--against", "main", "--project", "contracts/shop"]);

  expect(out).toContain("0 breaking, 0 compatible, 0 undecided, 1 unchanged");
  expect(code).toBe(0);
});

test("another folder is a base as well: a project, or the contracts alone", async () => {
  const [old, project] = [await released(), await released()];
  draft(project, withTotal);
  const against = async (folder: string) => (await project.run(["check", "--against", folder])).out;

  expect(await against(old.root)).toContain("1 breaking");
  expect(await against(join(old.root, "schemas"))).toContain("1 breaking");
  cpSync(old.root, join(project.root, "old"), { recursive: true });
  expect(await against("old")).toContain("1 breaking");
});

test("a word that names a commit means the commit, and with ./ the folder of that name", async () => {
  const project = await released();
  git(project, "branch", "other");
  mkdirSync(join(project.root, "other"));

  expect((await project.run(["check", "--against", "other"])).code).toBe(0);
  expect(await project.run(["check", "--against", "./other"])).toMatchObject({
    code: 4,
    err: expect.stringContaining("error[BASE_WITHOUT_CATALOGUE]"),
  });
});

test("contracts of the base that cannot be read are not compared, and that is said", async () => {
  const project = shop({ "schemas/shop/order/paid/1.0.0.json": "{ half" });
  commit(project);
  project.write("schemas/shop/order/paid/1.0.0.json", contract("shop/order/paid/1.0.0", "Order paid"));
  const { code, out } = await project.run(["check", "--against", "main"]);

  expect(out).toContain("warning[json]");
  expect(out).toContain("main:schemas/shop/order/paid/1.0.0.json:1:3");
  expect(code).toBe(0);
});

test("validators are run for what changed, and for everything once the rules have changed", async () => {
  const bad = contract("shop/order/paid/1.0.0", "Order paid", { examples: [{ id: 1 }, { id: "2" }] });
  const project = shop({ "schemas/shop/order/paid/1.0.0.json": bad });
  commit(project);

  expect((await project.run(["check", "--against", "main"])).out).not.toContain("example-invalid");
  expect((await project.run(["lint"])).out).toContain("example-invalid");
  project.write(
    "concordat.config.json",
    project.read("concordat.config.json").replace("{", '{ "lint": { "rules": { "enum-size": "off" } },'),
  );
  expect((await project.run(["check", "--against", "main"])).out).toContain("example-invalid");
});

test("settings of the base that are broken there give way to those of now", async () => {
  const project = await released();
  const good = project.read("concordat.config.json");
  project.write("concordat.config.json", "{ broken");
  commit(project);
  project.write("concordat.config.json", good);

  expect((await project.run(["check", "--against", "main"])).code).toBe(0);
});

test("writers may be taken to send whatever the schema lets through", async () => {
  const project = await released();
  draft(project, withNote);
  const { code, out } = await project.run(["check", "--writer", "as-written"]);

  expect(out).toContain("writers send whatever the schema lets through");
  expect(code).toBe(100);
});
