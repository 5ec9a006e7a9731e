import { createMemory } from "@concordat/gen-core";
import { cliErrors } from "../errors.ts";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import { printDeeds, printDiffs } from "../generate/print-plans.ts";
import { type Plan, produce } from "../generate/produce.ts";
import { foreignSource, projectSource } from "../generate/sources.ts";
import { outputsOf } from "../generate/targets.ts";
import { openWatch } from "../generate/watch.ts";
import { writePlan } from "../generate/write-plan.ts";
import { exclusively } from "../project/exclusively.ts";
import { isInProject, openProject } from "../project/open-project.ts";
import { reportError } from "../report-error.ts";
import { defineVerb } from "../verb.ts";

export const generate = defineVerb({
  name: "generate",
  summary: "generate SDKs and documents from the contracts",
  about: `What is made, and where, stands under \`generate\` in the settings, or in the flags. Input is the project, or with --from any
AsyncAPI document of version 2 or 3 and any folder of JSON Schemas. Files that are current stay untouched; a run that fails leaves
the old output whole.`,
  positionals: [],
  flags: {
    target: {
      value: "TARGET",
      about: "only this one: typescript, docs, or the package of another generator",
    },
    out: {
      value: "FOLDER",
      about: "where to; with it, what the settings say of other outputs is left alone",
    },
    package: { value: "NAME", about: "what the made package is called" },
    from: { value: "PATH", about: "an AsyncAPI document or a folder of schemas, instead of the project" },
    check: { about: "write nothing; print a diff and exit with 3 when something is stale" },
    watch: { about: "stay, and generate again after each change" },
  },
  examples: [
    "concordat generate",
    "concordat generate --check",
    "concordat generate --from asyncapi.yaml --target typescript --out sdk --package @acme/events",
  ],
  async run({ flags }, io) {
    const { from, check = false, watch = false, quiet = false } = flags;
    if (check && watch)
      throw cliErrors.USAGE_FLAG_VALUE({
        verb: "generate",
        flag: "--watch",
        problem: "writes, and --check writes nothing",
      });
    const project =
      from === undefined || isInProject(io.cwd) || flags.project ? openProject(flags, io) : undefined;
    const source =
      from === undefined && project ? projectSource(project, io) : foreignSource(from ?? ".", io);
    const memory = createMemory();
    /** While it watches, each is told once. */
    let told: readonly string[] = [];
    const plan = async () => {
      const warnings: string[] = [];
      // Settings may have changed since the last time.
      const outputs = outputsOf(flags, source.settings(), { root: source.root, cwd: io.cwd });
      const plans = await produce(outputs, await source.read(), {
        root: source.root,
        cwd: io.cwd,
        remember: memory.remember,
        warn: (words) => warnings.push(words),
      });
      memory.sweep();
      const news = warnings.filter((words) => !told.includes(words));
      if (!quiet) for (const words of news) await io.stderr.write(`warning: ${words}\n`);
      told = warnings;
      return plans;
    };
    if (check) return checkPlans(await plan());

    let interruption: AbortSignal | undefined;
    const once = async () => {
      const plans = await plan();
      // Up to here an interrupt ends the process, and nothing is written; from here on everything is, and then it ends.
      interruption ??= io.interruption();
      const apply = () => {
        for (const each of plans) writePlan(each);
      };
      // Of two runs at once in a project the second plans again, upon what the first one wrote.
      if (project === undefined || plans.every(({ changes }) => changes.length === 0)) apply();
      else exclusively(project.root, apply);
      await printDeeds(plans, io);
      return plans;
    };
    // Opened before anything is read, so that no change is lost while the first run lasts.
    const watched = watch ? openWatch(source.watched) : undefined;
    try {
      const isCurrent = (await once()).every(({ changes }) => changes.length === 0);
      if (isCurrent && !quiet) await io.stderr.write("all generated files are current\n");
      const ends = interruption ?? io.interruption();
      if (watched === undefined) return ends.aborted ? exitCodes.interrupted : exitCodes.fine;

      // A contract that is broken while it is being written is told of, and the next change tried.
      const again = async () => {
        await once().catch((error) => reportError(error, io, { json: false }));
      };
      if (!quiet) await io.stderr.write("watching; end with Ctrl+C\n");
      await watched.follow(again, ends);
      return exitCodes.interrupted;
    } finally {
      watched?.close();
    }

    async function checkPlans(plans: readonly Plan[]): Promise<ExitCode> {
      const stale = plans.flatMap(({ changes }) => changes).length;
      await printDiffs(plans, io);
      if (stale === 0) {
        if (!quiet) await io.stderr.write("all generated files are current\n");
        return exitCodes.fine;
      }
      await io.stderr.write(
        `${stale} of the generated files ${stale === 1 ? "is" : "are"} stale; run \`concordat generate\` and commit what it writes\n`,
      );
      return exitCodes.drift;
    }
  },
});
