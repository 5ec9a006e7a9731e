import type { Related, Samples } from "@concordat/compat";
import type { Closure } from "../../core/closure.ts";
import type { Sandbox } from "../../sandbox/sandbox.ts";

/** What is asked about schemas besides whether one keeps the promise of another. */
export type Engine = {
  /** How the values of the two lie to each other, by what readers accept or by what writers send. */
  relation(first: Closure, second: Closure, view: "reader" | "writer"): Promise<Related>;
  samples(closure: Closure, options: { readonly n: number; readonly seed: number }): Promise<Samples>;
};

/** Schemas may be a stranger's, so all of it is thought about in the sandbox. */
export function createEngine(sandbox: Sandbox): Engine {
  const whole = async (closure: Closure): Promise<Closure> => ({
    ...closure,
    schema: await sandbox.run("view", { closure, view: "writer" }),
    documents: new Map(),
  });
  return {
    relation: async (first, second, view) => {
      const [writer, reader] =
        view === "reader" ? [first, second] : await Promise.all([whole(first), whole(second)]);
      return sandbox.run("relation", { writer, reader });
    },
    samples: (closure, options) => sandbox.run("samples", { closure, ...options }),
  };
}
