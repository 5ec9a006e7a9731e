import { resolve } from "node:path";
import { countFlag } from "../count-flag.ts";
import { views } from "../data/contract-judge.ts";
import { cliErrors } from "../errors.ts";
import { usageLine } from "../usage.ts";
import { defineVerb } from "../verb.ts";

/** Named here and not asked of the package that reads them, so that help and completion stay light; a test compares. */
export const oldFormats = [
  "enhanced",
  "legacy_cloudevent",
  "outbox_event",
  "nats_message",
  "domain_event",
  "eventbridge_entry",
  "custom",
] as const;

const positionals = [
  { name: "IN", about: "a file of events; - is standard input" },
  { name: "OUT", about: "where the migrated events go; - is standard output, as is nothing", optional: true },
] as const;

export const migrate = defineVerb({
  name: "migrate",
  summary: "bring events of older formats to CloudEvents",
  about: `The input is one event a line, or a JSON array of them; the output is structured CloudEvents, one a line, in the same
order. Each event is taken for the format that it looks like. Old names become the types of this catalogue, and the data
has to fit the contract of its type. Events that are current already are passed through. An event without an id gets one
that follows from its content, so that a second run gives the same.

What fails is left out, said on standard error with its place, and counted; the run goes on, and ends with 100. An input that
is no JSON array although it begins like one ends it with 4. The output and the report are put in place when they are
complete; after an interrupt, what was finished stands beside them under their names and .partial.`,
  positionals,
  flags: {
    format: {
      value: "FORMAT",
      about: "what all events are, whatever they look like (default: each as it looks)",
      choices: oldFormats,
    },
    report: { value: "FILE", about: "write the report as JSON, as the contract oms/migration/report has it" },
    type: {
      value: "GLOB",
      about:
        "the types that old names may become; * stands for any characters (default: all of the catalogue)",
    },
    names: {
      value: "FILE",
      about:
        'types that old names mean, as a JSON object: {"schema.exported": "com.foundry.oms.schema.updated"}',
    },
    view: {
      value: "VIEW",
      about: "writer also refuses members that nobody declared (default reader)",
      choices: views,
    },
    "max-findings": {
      value: "N",
      about: "how many failures are printed, the others are counted (default 100)",
    },
    "max-line": { value: "BYTES", about: "how long a line may be (default 1048576)" },
  },
  examples: [
    "concordat migrate old.jsonl new.jsonl --report report.json",
    "concordat migrate outbox.json - --format outbox_event --type 'com.foundry.oms.*'",
    "zcat old.jsonl.gz | concordat migrate - events.jsonl --names names.json",
  ],
  async run({ flags, positionals: [input = "-", output = "-"] }, io) {
    if (flags.report !== undefined && resolve(io.cwd, flags.report) === resolve(io.cwd, output))
      throw cliErrors.USAGE_ARGUMENTS({
        verb: "migrate",
        problem: `would write the events and the report to the same place, ${output}`,
        usage: usageLine({ name: "migrate", positionals }),
      });
    const count = (flag: "max-findings" | "max-line", fallback: number) =>
      countFlag(flags[flag], { verb: "migrate", flag: `--${flag}`, fallback });
    const { runMigration } = await import("../migrate/run-migration.ts");
    return runMigration(
      {
        input,
        output,
        report: flags.report,
        format: flags.format,
        types: flags.type ?? "*",
        names: flags.names,
        view: flags.view ?? "reader",
        maxFindings: count("max-findings", 100),
        maxLineBytes: count("max-line", 2 ** 20),
        quiet: flags.quiet,
        ...(flags.project !== undefined && { project: flags.project }),
      },
      io,
    );
  },
});
