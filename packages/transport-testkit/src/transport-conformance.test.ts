import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMemoryTransport, type Transport } from "@concordat/runtime";
import { expect, test } from "vitest";
import { properties } from "./properties/properties.ts";
import type { PropertyId } from "./property.ts";
import { createInterruptible } from "./testing/interruptible.ts";
import { type ConformanceOptions, outcomeOf, transportConformance } from "./transport-conformance.ts";

/** Runs the suite as a runner does, one test after the other. */
async function run(create: () => Transport, options: Partial<ConformanceOptions> = {}) {
  const tests: { readonly name: string; readonly body: Parameters<ConformanceOptions["test"]>[1] }[] = [];
  const printed: string[] = [];
  transportConformance("sample", create, {
    describe: (_, body) => body(),
    test: (name, body) => tests.push({ name, body }),
    print: (line) => printed.push(line),
    counts: "short",
    ...options,
  });
  const runOne = async (name: string) => {
    const each = tests.find((candidate) => candidate.name.startsWith(name));
    if (each === undefined) throw new Error(`there is no test ${name}`);
    let end = "passed";
    const skip = (reason?: string) => {
      end = `skipped: ${reason}`;
    };
    await each.body({ skip }).catch((error: Error) => {
      end = `failed: ${error.message}`;
    });
    return end;
  };
  return { printed, runOne };
}

function property(id: PropertyId) {
  const found = properties.find((each) => each.id === id);
  if (found === undefined) throw new Error(`there is no ${id}`);
  return found;
}

test("what a transport does not promise is skipped with its reason, printed, and stands in the table", async () => {
  const { printed, runOne } = await run(() => createMemoryTransport());

  const end = await runOne("T15");
  await runOne("every property");

  const reason = "NOT PROMISED: it lives in this process: there is nothing to reconnect to";
  expect(end).toBe(`skipped: ${reason}`);
  expect(printed[0]).toBe(`sample T15 ${reason}`);
  expect(printed.at(-1)).toContain(`${property("T15").sentence}: ${reason}`);
});

test("a run is reported as data where that is asked for", async () => {
  const folder = mkdtempSync(join(tmpdir(), "concordat-report-"));
  const report = join(folder, "report.jsonl");
  const { runOne } = await run(() => createMemoryTransport(), { report });
  for (const id of ["T01", "T15", "T17"]) await runOne(id);
  await runOne("every property");
  const [line, ...others] = readFileSync(report, "utf8").trim().split("\n");
  rmSync(folder, { recursive: true });

  expect(others).toEqual([]);
  const reason = "it lives in this process: there is nothing to reconnect to";
  expect(JSON.parse(line ?? "")).toMatchObject({
    transport: "sample",
    counts: "short",
    capabilities: { durability: "none", limits: { messageBytes: 1_048_576, requestMessages: null } },
    properties: {
      T01: { status: "holds" },
      T02: { status: "not run" },
      T15: { status: "not promised", reason },
      T17: { status: "holds", missing: { part: "the broker dies", reason } },
    },
  });
});

test("a part that is not promised is named, and the rest holds", async () => {
  const { printed, runOne } = await run(() => createMemoryTransport());

  expect(await runOne("T17")).toBe("passed");
  expect(printed).toEqual([expect.stringContaining("T17 NOT PROMISED (the broker dies): ")]);
});

test("a broker that is slow gets a share of what only has to be many, and the table says so", async () => {
  let sent = 0;
  const counted = (): Transport => {
    const transport = createMemoryTransport();
    return {
      ...transport,
      publish: (messages) => {
        sent += messages.length;
        return transport.publish(messages);
      },
    };
  };
  const { printed, runOne } = await run(counted, { cut: { share: 0.2, reason: "the emulator is slow" } });

  expect(await runOne("T02")).toBe("passed");
  await runOne("every property");

  expect(sent).toBe(200);
  expect(printed.at(-1)).toContain("34 properties, 20 % of their messages: the emulator is slow");
});

test("what is promised and cannot be shown here is named with the reason", async () => {
  const { printed, runOne } = await run(() => createMemoryTransport(), {
    notShown: { T02: "not on this machine" },
  });

  expect(await runOne("T02")).toBe("skipped: NOT SHOWN: not on this machine");
  expect(printed).toEqual(["sample T02 NOT SHOWN: not on this machine"]);
});

test("a property that did not run makes the table fail", async () => {
  const { printed, runOne } = await run(() => createMemoryTransport());
  await runOne("T01");

  const end = await runOne("every property");

  expect(end).toMatch(/^failed: properties that did not run/);
  expect(printed.at(-1)).toContain(`T01  ${property("T01").sentence}: holds`);
  expect(printed.at(-1)).toContain(`T02  ${property("T02").sentence}: not run`);
});

test("a reason for a property that does not exist is refused at once", async () => {
  await expect(run(() => createMemoryTransport(), { notShown: { T99: "no such thing" } })).rejects.toThrow(
    "`notShown` names properties that do not exist",
  );
});

test("a broken property fails with its number and the seed", async () => {
  const broken = (): Transport => ({ ...createMemoryTransport(), publish: async () => [] });
  const { runOne } = await run(broken, { seed: 7 });

  expect(await runOne("T01")).toBe(
    "failed: T01 does not hold (seed 7): there is a result for each message\n\n0 !== 100\n",
  );
});

test("a transport that cannot be closed holds nothing", async () => {
  const stuck = (): Transport => ({
    ...createMemoryTransport(),
    close: () => Promise.reject(new Error("no way out")),
  });

  expect(await outcomeOf(property("T01"), stuck, { counts: "short" })).toMatchObject({
    status: "broken",
    reason: "no way out",
  });
});

test.each(["T15", "T17"] as const)("with a broker that can be stopped, %s is held in full", async (id) => {
  const { create, broker } = createInterruptible();

  expect(await outcomeOf(property(id), create, { broker, counts: "short" })).toEqual({ status: "holds" });
});

test("a transport that promises to reconnect is not held to it without a broker to stop", async () => {
  const { create } = createInterruptible();

  expect(await outcomeOf(property("T15"), create, { patienceMs: 1_000, counts: "short" })).toMatchObject({
    status: "broken",
    reason: expect.stringContaining("hand in `broker`"),
  });
});

test("a transport that loses what was unknown to be stored, and its publisher forgets, is caught by T15", async () => {
  const { create, broker } = createInterruptible();
  const forgetful = () => {
    const transport = create();
    return {
      ...transport,
      publish: async (messages: Parameters<Transport["publish"]>[0]) =>
        (await transport.publish(messages)).map((result) =>
          result.status === "unknown" ? ({ status: "stored" } as const) : result,
        ),
    };
  };

  expect(
    await outcomeOf(property("T15"), forgetful, { broker, patienceMs: 3_000, counts: "short" }),
  ).toMatchObject({
    status: "broken",
    reason: expect.stringMatching(/never handled t15-\w+-e\d+/),
  });
});

test("the numbers are complete and in order", () => {
  expect(properties.map(({ id }) => id)).toEqual(
    Array.from({ length: 34 }, (_, index) => `T${String(index + 1).padStart(2, "0")}`),
  );
});
