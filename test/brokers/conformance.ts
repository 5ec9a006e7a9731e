/**
 * `npm run conformance`: holds every transport to the 34 properties, and writes down what was seen.
 *
 *   npm run conformance -- nats redis    these alone
 *   npm run conformance -- --full        as many messages as the properties say; an hour
 *   npm run conformance -- --write       test/brokers/conformance-results.json, of which docs/reference/transports.md is made
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type ServiceName, useService } from "@concordat/test-services";
import type { ConformanceReport } from "@concordat/transport-testkit";
import { root } from "../../scripts/workspaces.ts";
import { brokers } from "./brokers.ts";
import { type RecordedRun, readRecordedRuns, writeRecordedRuns } from "./recorded-runs.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { full: { type: "boolean", default: false }, write: { type: "boolean", default: false } },
});
const asked = brokers.filter(({ transport }) => positionals.length === 0 || positionals.includes(transport));
const strange = positionals.filter((name) => !brokers.some(({ transport }) => transport === name));
if (strange.length > 0) {
  console.error(
    `there is no transport ${strange.join(", ")}; there are ${brokers.map(({ transport }) => transport).join(", ")}`,
  );
  process.exit(2);
}

const runs: RecordedRun[] = [];
const failed: string[] = [];
for (const { transport, service } of asked) {
  const folder = mkdtempSync(join(tmpdir(), "concordat-conformance-"));
  const report = join(folder, "report.jsonl");
  const { status } = spawnSync(
    process.execPath,
    [
      join(root, "node_modules/vitest/vitest.mjs"),
      "run",
      `packages/transport-${transport}/src/conformance.test.ts`,
    ],
    {
      cwd: root,
      stdio: "inherit",
      env: {
        ...process.env,
        CONCORDAT_CONFORMANCE_REPORT: report,
        ...(values.full && { CONCORDAT_COUNTS: "full" }),
      },
    },
  );
  // Where a broker cannot be had, all is skipped, and there is no report.
  if (status === 0 && existsSync(report)) runs.push(...(await readReport(report, transport, service)));
  else failed.push(transport);
  rmSync(folder, { recursive: true });
}

if (values.write && runs.length > 0) {
  const ran = new Set(runs.map(({ module }) => module));
  writeRecordedRuns([...readRecordedRuns().filter(({ module }) => !ran.has(module)), ...runs]);
}
if (failed.length > 0) {
  console.error(`not held, or not run: ${failed.join(", ")}; what was on record of them stays`);
  process.exit(1);
}
process.exit(0);

async function readReport(report: string, transport: string, service: ServiceName): Promise<RecordedRun[]> {
  await using own = await useService(service, { exclusive: true });
  const about = { module: transport, broker: `${service} ${own.version}`, clients: clientsOf(transport) };
  const lines = readFileSync(report, "utf8").trim().split("\n");
  return lines.map((line) => ({ ...about, ...(JSON.parse(line) as ConformanceReport) }));
}

/** The client libraries that are installed, of those that a transport may use. */
function clientsOf(transport: string): Record<string, string> {
  const manifest = (path: string) => JSON.parse(readFileSync(join(root, path, "package.json"), "utf8"));
  const { peerDependencies = {} } = manifest(`packages/transport-${transport}`);
  const names = Object.keys(peerDependencies).filter((name) => !name.startsWith("@concordat/"));
  return Object.fromEntries(names.map((name) => [name, manifest(`node_modules/${name}`).version as string]));
}
