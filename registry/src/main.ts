import { exitCodeOf, failureText } from "@concordat/errors";
import { readProject } from "./core/read-project.ts";
import type { Snapshot } from "./core/snapshot.ts";
import { createServer } from "./server.ts";
import { endWithParent } from "./start/end-with-parent.ts";
import { listen } from "./start/listen.ts";
import { reportFindings } from "./start/report.ts";
import { readSettings, type Settings } from "./start/settings.ts";
import { createShutdown } from "./start/shutdown.ts";

try {
  const settings = readSettings(process.env);
  const { snapshot, findings } = readProject(settings.project);
  process.stderr.write(reportFindings(findings));
  if (snapshot === undefined) process.exitCode = 4;
  else await serve(snapshot, settings);
} catch (error) {
  process.stderr.write(failureText(error));
  process.exitCode = exitCodeOf(error);
}

/** Runs until a signal. The address goes to standard output, the log to standard error. */
async function serve(snapshot: Snapshot, { host, port, logLevel }: Settings): Promise<void> {
  const server = await createServer({ snapshot, log: { level: logLevel, stream: process.stderr } });
  const shutdown = createShutdown({
    close: async () => server.close(),
    exit: (code) => process.exit(code),
    now: () => performance.now(),
  });
  process.on("SIGTERM", shutdown).on("SIGINT", shutdown);
  if (process.env.npm_lifecycle_event !== undefined)
    endWithParent(shutdown, { parent: () => process.ppid, everyMs: 500 });
  const { url } = await listen(server, { host, port });
  const { contracts, versions } = snapshot.catalogue;
  process.stdout.write(`${contracts.length} contracts in ${versions.length} versions at ${url}\n`);
}
