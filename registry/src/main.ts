import { exitCodeOf, failureText } from "@concordat/errors";
import { parseFlags } from "./settings/parse-flags.ts";
import { printSettings } from "./settings/print-settings.ts";
import { readSettings } from "./settings/read-settings.ts";
import { runRegistry } from "./start/run.ts";

try {
  const { flags, printConfig } = parseFlags(process.argv.slice(2));
  const reading = readSettings({ flags, environment: process.env, cwd: process.cwd() });
  if (printConfig) process.stdout.write(printSettings(reading));
  else await runRegistry(reading);
} catch (error) {
  process.stderr.write(failureText(error));
  process.exitCode = exitCodeOf(error);
}
