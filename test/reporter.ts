import type { Reporter, TestCase, TestModule } from "vitest/node";

/**
 * Ends a run with what a reader of a log looks for first: what was skipped and why, then one line of counts.
 * Stands behind vitest's own reporter, which prints the failures.
 */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const skipped = tests.filter((test) => test.result().state === "skipped");
    const passed = tests.filter((test) => test.result().state === "passed");
    // A file that cannot be loaded and an error outside of any test hold no test case, and are failures all the same.
    const brokenFiles = modules.filter((module) => module.errors().length > 0);
    const failed =
      tests.length - skipped.length - passed.length + brokenFiles.length + unhandledErrors.length;

    for (const test of skipped)
      console.log(`skipped: ${test.module.relativeModuleId} > ${test.fullName}: ${reason(test)}`);
    console.log(`${passed.length} passed, ${failed} failed, ${skipped.length} skipped`);
  }
}

function reason(test: TestCase): string {
  const result = test.result();
  return ("note" in result && result.note) || "no reason given";
}
