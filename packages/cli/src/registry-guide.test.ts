import { execFile } from "node:child_process";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { shop, type TemporaryProject } from "./testing/temporary-project.ts";
import { toldGuide } from "./testing/told-guide.ts";

const repository = join(import.meta.dirname, "../../..");
const guide = join(repository, "docs/guides/registry-client.md");

/** `npx vitest run packages/cli/src/registry-guide.test.ts -u` writes down what the commands say now. */
test("the guide to the registry client shows what really happens", async () => {
  const url = await registryProcess();
  // The programs of the guide inherit it, and the guide's own commands are handed it.
  process.env.CONCORDAT_REGISTRY = url;
  onTestFinished(() => void delete process.env.CONCORDAT_REGISTRY);
  const told = await toldGuide(guide, withEnvironment(shop(), { CONCORDAT_REGISTRY: url }));
  await expect(told.replaceAll(url, "https://registry.example.com/")).toMatchFileSnapshot(guide);
});

/** A process of its own: a guide waits for its programs, and an answer must come meanwhile. */
async function registryProcess(): Promise<string> {
  const data = shop().root;
  const port = String(24_000 + (process.pid % 4000));
  const flags = ["--empty", "--port", port, "--data", join(data, "registry"), "--log-level", "silent"];
  const child = execFile(process.execPath, [join(repository, "registry/src/main.ts"), ...flags]);
  onTestFinished(() => void child.kill("SIGKILL"));
  let said = "";
  child.stderr?.on("data", (text) => {
    said += text;
  });
  for await (const text of child.stdout ?? []) {
    const url = /at (http:\S+)/.exec(String(text))?.[1];
    if (url !== undefined) return url;
  }
  throw new Error(`the registry did not start: ${said}`);
}

function withEnvironment(project: TemporaryProject, env: Readonly<Record<string, string>>): TemporaryProject {
  return { ...project, run: (args, world) => project.run(args, { ...world, env }) };
}
