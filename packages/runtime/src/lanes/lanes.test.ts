import fc from "fast-check";
import { expect, test } from "vitest";
import { createLanes } from "./lanes.ts";

/** A task that ends when it is told. */
function createTask() {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let hasBegun = false;
  return {
    run: () => {
      hasBegun = true;
      return promise;
    },
    end: resolve,
    fail: reject,
    get hasBegun() {
      return hasBegun;
    },
  };
}

async function rest() {
  await new Promise<void>((resolve) => setImmediate(resolve));
}

test("tasks of one key run one after the other, those of others beside them", async () => {
  const lanes = createLanes({ atOnce: 10 });
  const [a1, a2, b1, none] = [createTask(), createTask(), createTask(), createTask()];
  const results = [
    lanes.run("a", a1.run),
    lanes.run("a", a2.run),
    lanes.run("b", b1.run),
    lanes.run(undefined, none.run),
  ];
  await rest();
  expect([a1, a2, b1, none].map(({ hasBegun }) => hasBegun)).toEqual([true, false, true, true]);

  a1.end("first");
  await rest();
  expect(a2.hasBegun).toBe(true);

  for (const task of [a2, b1, none]) task.end("rest");
  expect(await Promise.all(results)).toEqual(["first", "rest", "rest", "rest"]);
});

test("one that fails, and one that throws at once, let those behind them go on", async () => {
  const lanes = createLanes({ atOnce: 1 });
  const failed = lanes.run("a", () => Promise.reject(new Error("late")));
  const thrown = lanes.run("a", () => {
    throw new Error("at once");
  });
  const last = lanes.run("a", async () => "done");

  await expect(failed).rejects.toThrow("late");
  await expect(thrown).rejects.toThrow("at once");
  expect(await last).toBe("done");
});

test("more run after being resized up, fewer after being resized down", async () => {
  const lanes = createLanes({ atOnce: 1 });
  const tasks = Array.from({ length: 6 }, createTask);
  const results = tasks.map(({ run }) => lanes.run(undefined, run));
  expect(lanes.running).toBe(1);

  lanes.resize(3);
  expect(lanes.running).toBe(3);
  lanes.resize(1);
  tasks[0]?.end("");
  tasks[1]?.end("");
  await rest();
  expect(lanes.running).toBe(1);
  tasks[2]?.end("");
  await rest();
  expect(tasks.map(({ hasBegun }) => hasBegun)).toEqual([true, true, true, true, false, false]);

  for (const task of tasks) task.end("");
  await Promise.all(results);
});

test("draining waits for what runs and for what waits", async () => {
  const lanes = createLanes({ atOnce: 1 });
  const [first, second] = [createTask(), createTask()];
  void lanes.run("a", first.run);
  void lanes.run("a", second.run);
  let isDrained = false;
  const drained = lanes.drain().then(() => {
    isDrained = true;
  });

  first.end("");
  await rest();
  expect(isDrained).toBe(false);
  second.end("");
  await drained;
  expect(lanes.keys).toBe(0);
});

test("what is cleared before it began never begins, and its key can be used again", async () => {
  const lanes = createLanes({ atOnce: 1 });
  const running = createTask();
  const result = lanes.run("a", running.run);
  const [behind, other] = [createTask(), createTask()];
  const dropped = [lanes.run("a", behind.run), lanes.run("b", other.run)];

  expect(lanes.clear(new Error("closing"))).toBe(2);
  for (const each of dropped) await expect(each).rejects.toThrow("closing");
  running.end("done");
  expect(await result).toBe("done");

  expect([behind.hasBegun, other.hasBegun]).toEqual([false, false]);
  expect(await lanes.run("b", async () => "again")).toBe("again");
  expect(lanes.keys).toBe(0);
});

test("however much waits behind one key, all of it is cleared", async () => {
  const lanes = createLanes({ atOnce: 1 });
  const running = Promise.withResolvers<void>();
  const first = lanes.run("key", () => running.promise);
  const behind = Array.from({ length: 200_000 }, () => lanes.run("key", async () => {}));

  expect(lanes.clear(new Error("closing"))).toBe(behind.length);

  const settled = await Promise.allSettled(behind);
  expect(settled.every(({ status }) => status === "rejected")).toBe(true);
  running.resolve();
  await first;
  await lanes.drain();
});

test.each([0, -1, 1.5, Number.NaN])("%d at once makes no sense", (atOnce) => {
  expect(() => createLanes({ atOnce })).toThrow(RangeError);
  expect(() => createLanes({ atOnce: 1 }).resize(atOnce)).toThrow(RangeError);
});

test("whatever comes in and however long it takes: order per key, never too many at once, no lane left behind", async () => {
  const task = fc.record({
    key: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
    turns: fc.nat(3),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(task, { maxLength: 60 }),
      fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 5 }),
      async (tasks, sizes) => {
        const lanes = createLanes({ atOnce: sizes[0] ?? 1 });
        const largest = Math.max(...sizes);
        const begun: Record<string, number[]> = {};
        const expected: Record<string, number[]> = {};
        const open = new Set<string>();
        const runs = tasks.map(({ key, turns }, index) => {
          const name = String(key ?? `none ${index}`);
          expected[name] = [...(expected[name] ?? []), index];
          return lanes.run(key === undefined ? undefined : name, async () => {
            expect(open.has(name)).toBe(false);
            expect(lanes.running).toBeLessThanOrEqual(largest);
            open.add(name);
            begun[name] = [...(begun[name] ?? []), index];
            if (index % 7 === 0) lanes.resize(sizes[index % sizes.length] ?? 1);
            for (let turn = 0; turn < turns; turn += 1) await rest();
            open.delete(name);
            if (index % 5 === 0) throw new Error("planned");
          });
        });

        const settled = await Promise.allSettled(runs);

        expect(begun).toEqual(expected);
        expect(settled.filter(({ status }) => status === "rejected")).toHaveLength(
          Math.ceil(tasks.length / 5),
        );
        await lanes.drain();
        expect([lanes.running, lanes.waiting, lanes.keys]).toEqual([0, 0, 0]);
      },
    ),
    { numRuns: 50 },
  );
});
