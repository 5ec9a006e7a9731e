import { createContractValidator, type Validate, type Verdict } from "@concordat/validator";
import { createLru } from "../../../collections/lru.ts";
import type { Closure } from "../../../core/closure.ts";
import type { Sandbox } from "../../../sandbox/sandbox.ts";
import type { ViewName } from "../verdict.ts";
import type { DataBatch } from "./judging-schema.ts";

/** Judges data by closures: those that we trust here, all others in the sandbox. */
export type DataValidators = {
  trusted(closure: Closure, data: unknown, view: ViewName): Verdict;
  strange(closure: Closure, data: unknown, view: ViewName, batch: DataBatch): Promise<Verdict>;
};

/** Each compiled validator takes some tens of kilobytes. */
const mostValidators = 1000;

export function createDataValidators(sandbox: Sandbox): DataValidators {
  const known = {
    reader: createLru<Validate, Closure>(mostValidators),
    writer: createLru<Validate, Closure>(mostValidators),
  };
  return {
    trusted(closure, data, view) {
      let validate = known[view].get(closure);
      if (validate === undefined) {
        const { schema: document, documents, dialect } = closure;
        validate = createContractValidator({ document, documents, dialect, view });
        known[view].set(closure, validate);
      }
      return validate(data);
    },
    strange: (closure, data, view, batch) => {
      const key = `${closure.dialect} ${closure.digest}`;
      return batch.judge({
        key: `${view} ${key}`,
        value: data,
        run: (values) => judgeInSandbox(sandbox, { key, view, values }, closure),
      });
    },
  };
}

async function judgeInSandbox(
  sandbox: Sandbox,
  question: { readonly key: string; readonly view: ViewName; readonly values: readonly unknown[] },
  closure: Closure,
): Promise<readonly Verdict[]> {
  const { verdicts } = await sandbox.run("data", question);
  if (verdicts !== undefined) return verdicts;
  const told = await sandbox.run("data", { ...question, closure });
  return told.verdicts ?? [];
}
