import { defineConfig } from "vitest/config";
import { modules } from "./modules.ts";
import { QuickFirst } from "./quick-first.ts";

const { tests = [] } = modules.find(({ name }) => name === process.env.CONCORDAT_MUTATION) ?? {};

/** What stands between a mutant and survival: no brokers, and one seed for all runs. */
export default defineConfig({
  test: {
    include: [...tests],
    setupFiles: ["./test/mutation/one-seed.ts"],
    testTimeout: 120_000,
    // A mutant has a worker of its own anyway; one for each file would only load the same modules again.
    isolate: false,
    sequence: { sequencer: QuickFirst },
  },
});
