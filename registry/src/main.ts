import { exitCodeOf, failureText } from "@concordat/errors";
import { type Loading, loadProject } from "./core/commands/load-project.ts";
import { readProject } from "./core/read-project.ts";
import { createRegistry } from "./core/registry.ts";
import { createServer } from "./server.ts";
import { endWithParent } from "./start/end-with-parent.ts";
import { listen } from "./start/listen.ts";
import { reportFindings } from "./start/report.ts";
import { readSettings, type Settings } from "./start/settings.ts";
import { createShutdown } from "./start/shutdown.ts";
import { createMemoryStore } from "./store/memory.ts";

try {
  const settings = readSettings(process.env);
  const { loading, findings } = readProject(settings.project);
  process.stderr.write(reportFindings(findings));
  if (loading === undefined) process.exitCode = 4;
  else await serve(loading, settings);
} catch (error) {
  process.stderr.write(failureText(error));
  process.exitCode = exitCodeOf(error);
}

/** Runs until a signal. The address goes to standard output, the log to standard error. */
async function serve(loading: Loading, { host, port, logLevel }: Settings): Promise<void> {
  const registry = await createRegistry({ store: createMemoryStore() });
  await registry.execute(loadProject(loading), { actor: "registry" });
  const server = await createServer({ registry, log: { level: logLevel, stream: process.stderr } });
  const shutdown = createShutdown({
    close: async () => server.close(),
    exit: (code) => process.exit(code),
    now: () => performance.now(),
  });
  process.on("SIGTERM", shutdown).on("SIGINT", shutdown);
  if (process.env.npm_lifecycle_event !== undefined)
    endWithParent(shutdown, { parent: () => process.ppid, everyMs: 500 });
  const { url } = await listen(server, { host, port });
  const { versions } = loading;
  const contracts = new Set(versions.map(({ contract }) => contract)).size;
  process.stdout.write(`${contracts} contracts in ${versions.length} versions at ${url}\n`);
}
