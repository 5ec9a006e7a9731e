import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * What has just found a mutant will often find the next one, and otherwise the quick files come first: the first test
 * that fails ends the trial of a mutant.
 */
export class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const lastTime = (file: TestSpecification) => this.ctx.cache.getTestSpecificationResult(file);
    const costOf = (file: TestSpecification) =>
      lastTime(file)?.failed ? 0 : (lastTime(file)?.duration ?? 0);
    return files.toSorted((a, b) => costOf(a) - costOf(b));
  }
}
