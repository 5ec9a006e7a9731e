import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files whose tests wait for brokers more than they compute. */
const waiting =
  /\/test\/faults\/[a-z]+\.test\.ts$|\/packages\/transport-[a-z]+\/src\/.*(?:cluster|conformance|faults|foreign|consume)[a-z-]*\.test\.ts$/;

/**
 * Files that wait go first. They are small, and small files go last by themselves; then one core stands idle for minutes behind the last of
 * them.
 */
export class WaitingFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const waits = (file: TestSpecification) => waiting.test(file.moduleId);
    return [...sorted.filter(waits), ...sorted.filter((file) => !waits(file))];
  }
}
