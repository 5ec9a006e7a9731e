import type { SettingsReading } from "../settings/read-settings.ts";
import { endWithParent } from "./end-with-parent.ts";
import { reportFindings } from "./report.ts";
import { startRegistry } from "./serve.ts";
import { createShutdown } from "./shutdown.ts";

/**
 * A registry as a whole process: it runs until a signal and then ends the process. Resolves once it listens. The address
 * goes to standard output, everything else to standard error.
 */
export async function runRegistry({ settings, warnings }: SettingsReading): Promise<void> {
  const warn = (words: string) => void process.stderr.write(`warning: ${words}\n`);
  warnings.forEach(warn);
  // What this process starts gets a copy of the environment, and has no use for the secrets in it.
  for (const secret of ["CONCORDAT_ADMIN_TOKEN", "DATABASE_URL"]) delete process.env[secret];
  const registry = await startRegistry(settings, {
    log: process.stderr,
    onWarning: warn,
    onFindings: (findings) => void process.stderr.write(reportFindings(findings)),
  });
  const shutdown = createShutdown({
    close: registry.close,
    exit: (code) => process.exit(code),
    now: () => performance.now(),
  });
  process.on("SIGTERM", shutdown).on("SIGINT", shutdown);
  if (process.env.npm_lifecycle_event !== undefined)
    endWithParent(shutdown, { parent: () => process.ppid, everyMs: 500 });
  process.stdout.write(`${registry.announcement}\n`);
}
