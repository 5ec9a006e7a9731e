import { countFlag } from "../count-flag.ts";
import { cliErrors } from "../errors.ts";
import { findingsFormat } from "../findings/formats.ts";
import { usageLine } from "../usage.ts";
import { defineVerb } from "../verb.ts";

const positionals = [
  {
    name: "OLD",
    about: "what the values were written by: a file, a contract, or - for standard input",
    optional: true,
  },
  { name: "NEW", about: "what has to accept them", optional: true },
] as const;

export const compat = defineVerb({
  name: "compat",
  summary: "decide whether one schema accepts all that another may write",
  about: `The old schema is the writer, the new one the reader. The answer is a proof, or a witness: a value that the old schema
accepts and the new one refuses. What cannot be decided is said to be undecided, with the reason. Schemas may be of any
draft from 04 to 2020-12, also of different ones. Nothing is fetched: documents that references lead to come from the
project around, if there is one, and from the folder named with --resolve.

With --batch many pairs are compared, one a line: {"id","old","new"} and, where wanted, "draft" (the dialect of schemas
that name none), "writerView" ("as-written" unless it says "closed") and "format" ("annotate" or "assert"). Each line has
one line in the output, in the same order: {"id","verdict","witness","reason","rules","ms"}, ms being CPU milliseconds.
A batch is a report and no gate: it ends with 0 whatever the verdicts, with 4 when a line could not be read and with 1
when the engine failed on one. Such a line is undecided too, with a code under "reason". The output is put in place when
it is complete; after an interrupt, what was finished stands beside it under its name and .partial.`,
  positionals,
  flags: {
    writer: {
      value: "VIEW",
      about:
        "what writers send: only declared members, or whatever their schema lets through (default closed; in a batch as-written)",
      choices: ["closed", "as-written"],
    },
    both: { about: "ask the other direction too: whether the old schema accepts what the new one may write" },
    dialect: {
      value: "DRAFT",
      about: "the dialect of schemas without $schema, from draft-04 to 2020-12 (default 2020-12)",
    },
    "assert-format": { about: "let `format` refuse values" },
    budget: { value: "STEPS", about: "how much work a comparison may cost (default 600000)" },
    resolve: {
      value: "FOLDER",
      about: "documents that references lead to, by $id, or by path where they have none",
    },
    undecided: {
      value: "HOW",
      about: "what to do about a question that stays open (default fail)",
      choices: ["fail", "warn", "allow"],
    },
    batch: { value: "FILE", about: "compare the pairs in a file of lines; - is standard input" },
    out: { value: "FILE", about: "where the batch writes its verdicts (default -, standard output)" },
    format: findingsFormat,
  },
  examples: [
    "concordat compat old.json new.json",
    "concordat compat commerce/order/placed@1.0.0 commerce/order/placed --both",
    "git show main:order.json | concordat compat - order.json --format github",
    "concordat compat --batch pairs.jsonl --out verdicts.jsonl",
  ],
  async run({ flags, positionals: words }, io) {
    const usage = usageLine({ name: "compat", positionals });
    const refuse = (problem: string) => cliErrors.USAGE_ARGUMENTS({ verb: "compat", problem, usage });
    const { dialect, budget } = await questionFlags(flags);
    const settings = {
      format: flags["assert-format"] ? ("assert" as const) : ("annotate" as const),
      ...(dialect && { dialect }),
      ...(budget !== undefined && { budget }),
    };
    if (flags.batch !== undefined) {
      if (words.length > 0) throw refuse("takes two schemas or --batch, not both");
      for (const name of ["both", "undecided"] as const)
        if (flags[name] !== undefined) throw refuse(`has no use for --${name} in a batch`);
      // Errors go by the format too, so that json is no contradiction.
      if (flags.format !== undefined && flags.format !== "json")
        throw refuse("writes a batch as lines of JSON, in no other format");
      const { runBatch } = await import("../compat/batch/run-batch.ts");
      const { batch: input, out: output = "-", resolve, quiet } = flags;
      const writerView = flags.writer ?? "as-written";
      return runBatch({ input, output, resolve, quiet, settings: { ...settings, writerView } }, io);
    }
    const [old, next] = words;
    if (old === undefined || next === undefined) throw refuse("wants two schemas, or --batch FILE");
    if (old === "-" && next === "-") throw refuse("can read standard input once, and was given - twice");
    if (flags.out !== undefined) throw refuse("has no use for --out without --batch");
    const { comparePair } = await import("../compat/compare-pair.ts");
    return comparePair({ old, next, flags, settings }, io);
  },
});

async function questionFlags(flags: { readonly dialect?: string; readonly budget?: string }) {
  const budget =
    flags.budget === undefined
      ? undefined
      : countFlag(flags.budget, { verb: "compat", flag: "--budget", fallback: 0 });
  if (flags.dialect === undefined) return { budget };
  const { dialectFromWord, dialectWords } = await import("../compat/dialect-word.ts");
  const dialect = dialectFromWord(flags.dialect);
  if (dialect !== undefined) return { dialect, budget };
  throw cliErrors.USAGE_FLAG_VALUE({
    verb: "compat",
    flag: "--dialect",
    problem: `takes one of ${dialectWords.join(", ")}, and was given "${flags.dialect}"`,
  });
}
