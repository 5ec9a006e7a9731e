import { expect, test } from "vitest";
import { commit } from "../testing/git.ts";
import { contract, shop, type TemporaryProject } from "../testing/temporary-project.ts";

const next = "schemas/shop/order/placed/1.1.0.json";
const accepted = "concordat.accepted.json";
const reason = ["--reason", "no consumer is live yet"];
const broken = "property-required@shop/order/placed";

/** A frozen version, and a draft that breaks it. */
async function breaking(): Promise<TemporaryProject> {
  const project = shop();
  await project.run(["freeze", "--all"]);
  commit(project);
  project.write(
    next,
    contract("shop/order/placed/1.1.0", "Order placed", {
      required: ["id", "total"],
      examples: [
        { id: "1", total: 5 },
        { id: "2", total: 6 },
      ],
    }),
  );
  return project;
}

test("an accepted break fails nothing and is still shown, with who accepted it and why", async () => {
  const project = await breaking();

  expect(await project.run(["accept", broken, ...reason, "--until", "2027-06-30"])).toEqual({
    code: 0,
    out: `accepted ${broken} 1.0.0 → 1.1.0, backward at /required/1\n`,
    err: "",
  });
  const { code, out } = await project.run(["check"]);
  expect(out).toContain("accepted[property-required]");
  expect(out).toContain("accepted  no consumer is live yet (by Ada <ada@example.com>, until 2027-06-30)\n");
  expect(out).toContain("0 breaking, 0 compatible, 0 undecided, 1 accepted, 1 unchanged");
  expect(code).toBe(0);
});

test("the file holds the rule, both contents, the event, the reason and the day", async () => {
  const project = await breaking();
  await project.run(["accept", broken, ...reason, "--by", "the shop team"]);

  expect(JSON.parse(project.read(accepted))).toEqual({
    acceptedVersion: 1,
    accepted: [
      {
        rule: "property-required",
        contract: "shop/order/placed",
        direction: "backward",
        writer: "closed",
        before: { version: "1.0.0", digest: expect.stringMatching(/^sha256:/) },
        after: { version: "1.1.0", digest: expect.stringMatching(/^sha256:/) },
        about: "/required/1",
        witness: { id: "1" },
        reason: "no consumer is live yet",
        by: "the shop team",
        on: "2027-01-31",
      },
    ],
  });
});

test("a draft that changes after it was accepted has to be accepted again", async () => {
  const project = await breaking();
  await project.run(["accept", broken, ...reason]);
  project.write(next, project.read(next).replace('"minLength": 1', '"minLength": 3'));
  const { code, out } = await project.run(["check"]);

  expect(out).toContain(
    'before   accepted once ("no consumer is live yet"), but 1.1.0 changed since 2027-01-31, when it was accepted',
  );
  expect(out).toContain("error[bound-tightened]");
  expect(code).toBe(100);
});

test("once accepted, the draft can be frozen under its number, and stays accepted for ever", async () => {
  const project = await breaking();
  expect((await project.run(["freeze", "shop/order/placed"])).code).toBe(100);
  await project.run(["accept", broken, ...reason, "--until", "2027-02-28"]);

  expect((await project.run(["freeze", "shop/order/placed"])).out).toBe("froze shop/order/placed/1.1.0\n");
  expect((await project.run(["check"])).code).toBe(0);
});

test("nothing can be accepted that nobody found", async () => {
  const project = await breaking();

  expect(await project.run(["accept", "enum-narrowed@shop/order/placed", ...reason])).toMatchObject({
    code: 2,
    err: expect.stringContaining(`what is open: ${broken}`),
  });
  expect(() => project.read(accepted)).toThrow("ENOENT");
  await project.run(["accept", broken, ...reason]);
  expect((await project.run(["accept", broken, ...reason])).err).toContain("is accepted already");
});

test("one version can be meant, and several words at once", async () => {
  const project = await breaking();

  expect((await project.run(["accept", `${broken}@1.2.0`, ...reason])).code).toBe(2);
  expect((await project.run(["accept", `${broken}@1.1.0`, ...reason])).code).toBe(0);
});

test("a list that is broken stops every command that would rest on it", async () => {
  const project = await breaking();
  project.write(accepted, '{\n  "acceptedVersion": 1,\n  "accepted": [{ "rule": "x" }]\n}');

  for (const args of [["check"], ["accept", broken, ...reason], ["freeze", "--all"]]) {
    const { code, err } = await project.run(args);
    expect(err).toContain("error[CONFIG_MISSING]: accepted[0].contract is missing");
    expect(err).toContain("--> concordat.accepted.json:3:16\n");
    expect(code).toBe(4);
  }
});
