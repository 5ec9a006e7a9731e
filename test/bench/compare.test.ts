import { expect, test } from "vitest";
import { calibrate } from "./calibrate.ts";
import { compare } from "./compare.ts";
import type { Contender } from "./contender.ts";

test("a round is as long as 150 ms of CPU allow, and one iteration at the least", async () => {
  expect(await calibrate(steady("fast", 2))).toBe(75_000);
  expect(await calibrate(steady("slow", 400_000))).toBe(1);
});

test("calibration believes the speed after the warm-up, not the one before", async () => {
  let done = 0;
  const warmingUp: Contender = {
    name: "jit",
    measure(iterations) {
      const each = done < 1000 ? 100 : 10;
      done += iterations;
      return { cpu: iterations * each, wall: 0 };
    },
  };

  expect(await calibrate(warmingUp)).toBe(15_000);
});

test("contenders take turns, round by round", async () => {
  const turns: string[] = [];
  const noting = (name: string): Contender => ({
    name,
    measure(iterations) {
      turns.push(name);
      return { cpu: iterations * 150_000, wall: iterations };
    },
  });

  await compare({ name: "", baseline: noting("A"), subjects: [noting("B"), noting("C")] }, 3);

  expect(turns.slice(-9).join("")).toBe("ABCABCABC");
});

test("the ratio is taken inside each round, so a machine that slows down for both does not show", async () => {
  const rounds = 5;
  let slowness = 1;
  const drifting = (name: string, cost: number): Contender => ({
    name,
    measure(iterations) {
      slowness *= name === "A" ? 1.5 : 1;
      return { cpu: iterations * cost * slowness, wall: iterations * cost * slowness };
    },
  });

  const { subjects } = await compare(
    { name: "", baseline: drifting("A", 200_000), subjects: [drifting("B", 600_000)] },
    rounds,
  );

  expect(subjects[0]?.ratio.cpu).toEqual({ median: 3, p10: 3, p90: 3 });
});

test("times are those of one iteration", async () => {
  const { baseline, subjects } = await compare(
    { name: "", baseline: steady("A", 2), subjects: [steady("B", 3)] },
    3,
  );

  expect([baseline.cpu.median, subjects[0]?.cpu.median, subjects[0]?.ratio.wall.median]).toEqual([2, 3, 1.5]);
});

function steady(name: string, micros: number): Contender {
  return { name, measure: (iterations) => ({ cpu: iterations * micros, wall: iterations * micros }) };
}
