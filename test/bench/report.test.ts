import { expect, test } from "vitest";
import { formatCase, formatDuration, formatMachine } from "./report.ts";

test.each([
  [0.0123, "12.3 ns"],
  [4.567, "4.57 µs"],
  [812.4, "812 µs"],
  [41_300, "41.3 ms"],
  [2_500_000, "2.50 s"],
])("%d µs reads %s", (micros, text) => {
  expect(formatDuration(micros)).toBe(text);
});

test("a case is a table whose columns stand below each other", () => {
  const flat = (median: number) => ({ median, p10: median, p90: median });
  const table = formatCase({
    name: "event of 600 bytes",
    targets: [],
    baseline: { name: "JSON.parse", iterations: 10, cpu: flat(2), wall: flat(2.1) },
    subjects: [
      {
        name: "parseJson",
        iterations: 10,
        cpu: flat(3),
        wall: flat(3.15),
        ratio: { cpu: { median: 1.5, p10: 1.4, p90: 1.61 }, wall: flat(1.5) },
      },
    ],
  });

  expect(table).toBe(
    `
event of 600 bytes      CPU     wall  CPU ratio    p10–p90  wall ratio    p10–p90
  JSON.parse        2.00 µs  2.10 µs   baseline
  parseJson         3.00 µs  3.15 µs     × 1.50  1.40–1.61      × 1.50  1.50–1.50
`.trim(),
  );
});

test("the machine is one line", () => {
  const machine = { cpu: "Some CPU", cores: 2, node: "v24.0.0", platform: "linux x64", date: "2025-01-31" };

  expect(formatMachine(machine)).toBe("Some CPU, 2 cores, linux x64, Node v24.0.0, 2025-01-31");
});
