import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { WaitingFirst } from "./test/waiting-first.ts";

const isFull = process.env.CONCORDAT_COUNTS === "full";

export default defineConfig({
  test: {
    // By default one core is left to the runner; of two that would be every other one. And of three files one waits for a broker most of the time.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    sequence: { sequencer: WaitingFirst },
    // Only so that a hung test ends: how fast something is, the bench says.
    testTimeout: isFull ? 3_600_000 : 120_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
    include: [
      "packages/*/src/**/*.test.ts",
      "generators/*/src/**/*.test.ts",
      "registry/src/**/*.test.ts",
      "scripts/**/*.test.ts",
      "test/**/*.test.ts",
    ],
    exclude: ["**/node_modules/**", "**/dist/**", ".cache/**"],
    globalSetup: ["./test/conformance/global-setup.ts", "./test/services/src/vitest-global-setup.ts"],
    reporters: ["default", "./test/reporter.ts"],
  },
});
