import { isConcordatError } from "@concordat/errors";
import type { Json } from "@concordat/json";
import { afterAll, describe, expect, test } from "vitest";
import type { Closure } from "../core/closure.ts";
import { createSandbox, type Sandbox } from "./sandbox.ts";

const sandboxes: Sandbox[] = [];
afterAll(() => Promise.all(sandboxes.map((sandbox) => sandbox.close())));

function open(options: Parameters<typeof createSandbox>[0] = {}): Sandbox {
  const sandbox = createSandbox({ timeLimitMs: 30_000, ...options });
  sandboxes.push(sandbox);
  return sandbox;
}

function closure(schema: Json, documents: Readonly<Record<string, Json>> = {}): Closure {
  return { schema, documents: new Map(Object.entries(documents)), dialect: "2020-12", digest: "" };
}

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "fine",
    (error) => (isConcordatError(error) ? error.code : String(error)),
  );

/** Look-ahead, which no engine has that never goes back. */
const endless = closure({ type: "string", pattern: "^(?=(?:a+)+$)(?:a+)+$" });

describe("jobs", () => {
  const sandbox = open();
  const [narrow, wide] = [closure({ type: "integer" }), closure({ type: "number" })];

  test("compatibility is judged with a witness", async () => {
    expect(await sandbox.run("compatibility", { writer: wide, reader: narrow })).toMatchObject({
      status: "incompatible",
      witness: 0.1,
      confirmedBy: ["cfworker", "ajv"],
    });
    expect(await sandbox.run("compatibility", { writer: narrow, reader: wide })).toMatchObject({
      status: "compatible",
    });
  });

  test("the two sides may mean different documents by one URI", async () => {
    const side = (type: string) =>
      closure({ $ref: "anonymous:/amount.json" }, { "anonymous:/amount.json": { type } });

    const pair = { writer: side("integer"), reader: side("number") };
    expect(await sandbox.run("compatibility", pair)).toMatchObject({ status: "compatible" });
    expect(await sandbox.run("relation", pair)).toMatchObject({ relation: "narrower" });
  });

  test("relation, samples, satisfiability, ties and views are told", async () => {
    expect(await sandbox.run("relation", { writer: narrow, reader: wide })).toMatchObject({
      relation: "narrower",
      onlySecond: 0.1,
    });
    expect(await sandbox.run("samples", { closure: closure({ enum: ["a", "b"] }), n: 2 })).toEqual({
      samples: ["a", "b"],
    });
    expect(await sandbox.run("satisfiability", { closure: closure(false) })).toEqual({
      status: "unsatisfiable",
    });
    const linked = closure({ $ref: "#/$defs/a", $defs: { a: { $ref: "#/$defs/b" } } });
    const { findings, references } = await sandbox.run("graph", { closure: linked });
    expect(references.map(({ text }) => text)).toEqual(["#/$defs/a", "#/$defs/b"]);
    expect(findings).toMatchObject([{ code: "SCHEMA_REF_UNRESOLVED" }]);
    const open = closure({ type: "object", properties: { a: true } });
    expect(await sandbox.run("view", { closure: open, view: "writer" })).not.toEqual(
      await sandbox.run("view", { closure: open, view: "reader" }),
    );
  });

  test.each([
    [{ type: "strng" }, "SCHEMA_INVALID"],
    [{ pattern: "(" }, "SCHEMA_REGEX_SYNTAX"],
    [{ $ref: "https://elsewhere.example/x" }, "SCHEMA_REF_REMOTE"],
    [{ pattern: "(?=a)" }, "fine"],
  ])("%j is %s", async (schema, code) => {
    expect(await codeOf(sandbox.run("validity", { closure: closure(schema) }))).toBe(code);
  });

  test("errors come out with their words and what they are about", async () => {
    const error = await sandbox
      .run("validity", { closure: closure({ type: "strng" }) })
      .catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({ code: "SCHEMA_INVALID", hint: "correct /type", kind: "input" });
    expect((error as { params: { problems: unknown[] } }).params.problems).toHaveLength(1);
  });

  test("a schema is sent once and known from then on", async () => {
    const lone = open({ threads: 1 });
    const question = { key: "k", view: "reader", values: [1, "x"] } as const;

    expect(await lone.run("data", question)).toEqual({});
    const told = await lone.run("data", { ...question, closure: narrow });
    expect(told.verdicts).toMatchObject([{ valid: true }, { valid: false }]);
    expect(await lone.run("data", question)).toEqual(told);
  });

  test("a pattern that a linear-time engine cannot run is refused when data is to be judged", async () => {
    const question = { key: "e", view: "reader", values: ["a"], closure: endless } as const;

    expect(await codeOf(sandbox.run("data", question))).toBe("SCHEMA_REGEX_UNSUPPORTED");
  });

  test("an own member called __proto__ arrives as one", async () => {
    const value: Json = Object.fromEntries([["__proto__", 1]]);
    const schema = closure({ propertyNames: { enum: ["__proto__"] }, minProperties: 1 });
    const { verdicts } = await sandbox.run("data", {
      key: "proto",
      view: "reader",
      values: [value],
      closure: schema,
    });

    expect(verdicts).toEqual([{ valid: true }]);
  });
});

describe("limits", () => {
  /** Each sample is another one than all before, so each takes longer to find. */
  const slow = { n: 100_000, closure: closure({ type: "string", minLength: 40 }) };

  test("a job past its time is ended, and good ones are answered meanwhile and after", async () => {
    const sandbox = open({ threads: 2 });
    await sandbox.run("samples", { closure: closure(true), n: 1 });
    const bad = codeOf(sandbox.run("samples", slow, { timeLimitMs: 300 }));
    const meanwhile = await sandbox.run("samples", { closure: closure({ const: 1 }), n: 1 });

    expect(meanwhile).toEqual({ samples: [1] });
    expect(await bad).toBe("LIMIT_TIME");
    expect(sandbox.figures).toEqual({ running: 0, waiting: 0, killed: 1 });
    expect(await sandbox.run("samples", { closure: closure({ const: 2 }), n: 1 })).toEqual({ samples: [2] });
  });

  test("a heap past its limit takes its thread along and nothing else", async () => {
    const sandbox = open({ threads: 1, memoryMb: 24 });
    const large = Array.from({ length: 400_000 }, (_, index) => ({ index }));
    const bad = codeOf(
      sandbox.run("data", { key: "m", view: "reader", values: large, closure: closure(true) }),
    );
    const after = sandbox.run("samples", { closure: closure({ const: 3 }), n: 1 });

    expect(await bad).toBe("LIMIT_MEMORY");
    expect(await after).toEqual({ samples: [3] });
  });

  test("no more wait than may", async () => {
    const sandbox = open({ threads: 1, maxWaiting: 2 });
    const one = () => codeOf(sandbox.run("samples", { closure: closure({ const: 1 }), n: 1 }));

    expect(await Promise.all([one(), one(), one(), one()])).toEqual(["fine", "fine", "fine", "SANDBOX_BUSY"]);
  });

  test("what is no plain data is refused, and the thread goes on", async () => {
    const sandbox = open({ threads: 1 });
    const question = { key: "f", view: "reader", values: [() => 1], closure: closure(true) } as const;

    expect(await codeOf(sandbox.run("data", question))).toContain("DataCloneError");
    expect(await sandbox.run("samples", { closure: closure({ const: 1 }), n: 1 })).toEqual({ samples: [1] });
  });

  test("threads that rest begin again", async () => {
    const sandbox = open({ threads: 1, restAfterMs: 1 });
    const one = () => sandbox.run("samples", { closure: closure({ const: 1 }), n: 1 });
    await one();
    await new Promise((resolve) => setTimeout(resolve, 20));

    expect(await one()).toEqual({ samples: [1] });
  });

  test("after close nothing is done, and what was under way is refused", async () => {
    const sandbox = open({ threads: 1 });
    const work = [0, 1].map(() => codeOf(sandbox.run("samples", slow)));
    await sandbox.close();
    await sandbox.close();

    expect(await Promise.all(work)).toEqual(["SANDBOX_CLOSED", "SANDBOX_CLOSED"]);
    expect(await codeOf(sandbox.run("samples", slow))).toBe("SANDBOX_CLOSED");
  });
});
