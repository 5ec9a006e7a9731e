import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { useService } from "@concordat/test-services";
import { expect, test } from "vitest";
import { root } from "../../scripts/workspaces.ts";
import { brokers } from "../brokers/brokers.ts";

const run = promisify(execFile);
const readme = readFileSync(join(root, "README.md"), "utf8");
const [, shown = ""] = /any-broker\.ts\n([\s\S]*?)```/.exec(readme) ?? [];

/** Groups and addresses are independent of each other, so their lines may come in another order. */
const sorted = (text: string) => text.trim().split("\n").toSorted();

async function output(transport: string, environment: Readonly<Record<string, string>> = {}) {
  const { stdout, stderr } = await run(
    process.execPath,
    ["examples/any-broker.ts", "--transport", transport],
    {
      cwd: root,
      env: { ...process.env, ...environment },
    },
  );
  expect(stderr).toBe("");
  return sorted(stdout);
}

test("the example says in memory what the README says", async () => {
  expect(await output("memory")).toEqual(sorted(shown));
});

test.for(brokers)("the same over $transport", async ({ transport, service, environment }, context) => {
  const own = await useService(service, { exclusive: true, test: context });

  expect(await output(transport, environment(own))).toEqual(sorted(shown));
  // A second run finds what the first one left behind.
  expect(await output(transport, environment(own))).toEqual(sorted(shown));
});
