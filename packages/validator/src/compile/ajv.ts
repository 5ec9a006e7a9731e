import type { Dialect } from "@concordat/schema";
import { _, Ajv, type Options } from "ajv";
import { Ajv2019 } from "ajv/dist/2019.js";
import { Ajv2020 } from "ajv/dist/2020.js";
import AjvDraft04 from "ajv-draft-04";
import { formatMatchers } from "../formats/matcher.ts";
import { finishCode } from "./finish-code.ts";
import { ownKeywords } from "./keywords/index.ts";
import type { PatternMatcher } from "./options.ts";

export type AjvOptions = {
  readonly dialect: Dialect;
  /** Whether `unevaluated…` occurs anywhere: keeping account of what was evaluated costs time in every function. */
  readonly unevaluated: boolean;
  readonly matcher?: PatternMatcher | undefined;
};

/**
 * One instance compiles one schema and is thrown away. That costs a twentieth of a millisecond, because the
 * meta-schemas are left out (judging schemas has an instance of its own, see `meta-schema.ts`), and it means that
 * nothing piles up in a long-running process and that names in the generated code do not depend on what came before.
 *
 * Strict mode is off but for numbers: it refuses schemas over matters of style, and a linter says those better and with
 * their place. `NaN` and the infinities are no JSON numbers, and publishers validate values that were never JSON.
 * Members count only when they are the object's own, defaults and coercion stay off, `$data` too.
 */
export function createAjv({ dialect, unevaluated, matcher }: AjvOptions): Ajv {
  const options: Options = {
    strict: false,
    strictNumbers: true,
    allErrors: true,
    verbose: true,
    messages: false,
    ownProperties: true,
    meta: false,
    validateSchema: false,
    addUsedSchema: false,
    logger: false,
    // A referenced schema of a few keywords is cheaper in place than behind a call. What was evaluated, though, is kept
    // in variables of the function, and stale in the next turn of a loop: see `lowerSchema`.
    inlineRefs: unevaluated ? false : 8,
    unevaluated,
    code: {
      source: true,
      esm: true,
      lines: true,
      process: finishCode,
      formats: _`formatChecks`,
      ...(matcher ? { regExp: asEngine(matcher) } : {}),
    },
  };
  const ajv = new constructors[dialect](options);
  // The classes of the newer drafts switch these on whatever they are told; lowering leaves no dynamic reference.
  Object.assign(ajv.opts, { unevaluated, dynamicRef: false });
  for (const keyword of ownKeywords(dialect)) {
    ajv.removeKeyword(String(keyword.keyword));
    ajv.addKeyword(keyword);
  }
  for (const [name, matches] of Object.entries(formatMatchers)) ajv.addFormat(name, matches);
  return ajv;
}

const constructors: Readonly<Record<Dialect, new (options: Options) => Ajv>> = {
  "draft-04": AjvDraft04.default as unknown as new (options: Options) => Ajv,
  "draft-06": Ajv,
  "draft-07": Ajv,
  "2019-09": Ajv2019,
  "2020-12": Ajv2020,
};

/** Ajv tells patterns apart by their `toString`, and takes two for one where that is the same. */
function asEngine(matcher: PatternMatcher) {
  const engine = (pattern: string) => {
    const { test } = matcher(pattern);
    return { test, toString: () => `/${pattern}/` } as RegExp;
  };
  return Object.assign(engine, { code: "matcher" });
}
