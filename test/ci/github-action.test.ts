import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { root } from "../../scripts/workspaces.ts";
import {
  breaking,
  type CatalogueRepository,
  catalogueRepository,
  contract,
  lintError,
  placed,
  shallowCheckout,
} from "./catalogue-repository.ts";

type Action = {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly runs: {
    readonly steps: readonly [{ readonly run: string; readonly env: Readonly<Record<string, string>> }];
  };
};

const folder = join(root, ".github", "actions", "check");
const action = parse(readFileSync(join(folder, "action.yml"), "utf8")) as Action;

/** The step as a runner takes it: inputs put into the environment, files for what the step has to say. */
function runStep(
  repository: CatalogueRepository,
  inputs: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
) {
  const [{ run, env: template }] = action.runs.steps;
  const temp = mkdtempSync(join(tmpdir(), "concordat-runner-"));
  onTestFinished(() => rmSync(temp, { recursive: true, force: true }));
  const given = Object.entries(template).map(([name, value]) => [
    name,
    value.replace(
      /\$\{\{ inputs\.([a-z-]+) \}\}/g,
      (_, input) => inputs[input] ?? action.inputs[input]?.default ?? "",
    ),
  ]);
  const files = { GITHUB_STEP_SUMMARY: join(temp, "summary.md"), GITHUB_OUTPUT: join(temp, "output") };
  const outcome = repository.run(["bash", "-c", run], {
    ...Object.fromEntries(given),
    ...files,
    GITHUB_ACTION_PATH: folder,
    RUNNER_TEMP: temp,
    ...env,
  });
  const read = (file: string) => repository.run(["cat", file]).out;
  return {
    ...outcome,
    summary: read(files.GITHUB_STEP_SUMMARY),
    outputs: Object.fromEntries(
      read(files.GITHUB_OUTPUT)
        .split("\n")
        .flatMap((line) => (line === "" ? [] : [line.split("=", 2) as [string, string]])),
    ),
  };
}

test("findings become annotations, a summary and the exit code", () => {
  const repository = catalogueRepository();
  repository.write(`${placed}/1.0.0.json`, contract("1.0.0", lintError));
  const { code, out, summary, outputs } = runStep(repository, { command: "lint" });

  expect(out).toMatch(/^::error file=schemas\/shop\/order\/placed\/1\.0\.0\.json,line=\d+/m);
  expect(summary).toMatch(/^### Concordat: 1 error\n/);
  expect(outputs["exit-code"]).toBe("100");
  expect(repository.run(["cat", outputs.markdown ?? ""]).out).toBe(summary);
  expect(code).toBe(100);
});

test("a clean catalogue is fine, and the summary says so", () => {
  const { code, out, summary } = runStep(catalogueRepository(), { command: "lint" });

  expect(summary).toBe("### Concordat: no findings\n");
  expect(out).not.toContain("::error");
  expect(code).toBe(0);
});

test("SARIF is written where it is wanted", () => {
  const repository = catalogueRepository();
  runStep(repository, { command: "lint", sarif: "concordat.sarif" });

  expect(JSON.parse(readFileSync(join(repository.folder, "concordat.sarif"), "utf8")).version).toBe("2.1.0");
});

test("a project in a folder has annotations with paths from the repository's root", () => {
  const repository = catalogueRepository();
  repository.write(`contracts/${placed}/1.0.0.json`, contract("1.0.0", lintError));
  repository.write("contracts/concordat.config.json", '{ "base": "https://schemas.example.com/" }\n');
  const { out } = runStep(repository, { command: "lint", project: "contracts" });

  expect(out).toContain(`::error file=contracts/${placed}/1.0.0.json,`);
});

test("what concordat cannot do fails the step with an annotation of its own", () => {
  const { code, out, outputs } = runStep(catalogueRepository(), { command: "lint", project: "nowhere" });

  expect(out).toContain("PROJECT_MISSING");
  expect(out).toContain("::error title=concordat::it could not do its job (exit code 4)");
  expect(outputs).toEqual({ "exit-code": "4" });
  expect(code).toBe(4);
});

test("no word of the branch begins a command to the runner", () => {
  const repository = catalogueRepository();
  const description = "Sent once.\n::set-output name=x::y\r::add-mask::z";
  repository.write(
    `${placed}/1.0.0.json`,
    contract("1.0.0", { ...lintError, description, [description]: 1 }),
  );
  const { out } = runStep(repository, { command: "lint" });
  const [token] = /(?<=^::stop-commands::)\w+$/m.exec(out) ?? [];
  const outside = out.replace(new RegExp(`^::stop-commands::${token}\n[^]*^::${token}::\n`, "m"), "");

  expect(token).toMatch(/^[0-9a-f]{32}$/);
  for (const line of outside.split(/[\r\n]+/)) expect(line).toMatch(/^(::(error|warning) |$)/);
});

test("a pull request is held against the branch it goes to, which a shallow checkout does not have yet", () => {
  const origin = catalogueRepository();
  origin.commit("what was promised");
  origin.git("switch", "--quiet", "--create", "change");
  origin.write(`${placed}/1.1.0.json`, breaking);
  origin.commit("a break");
  const { code, out, summary } = runStep(shallowCheckout(origin, "change"), {}, { GITHUB_BASE_REF: "main" });

  expect(out).toContain(`::error file=${placed}/1.1.0.json,line=`);
  expect(out).toContain("title=property-required::");
  expect(out).toContain("against origin/main: 1 error");
  expect(summary).toContain("| shop/order/placed | 1.0.0 | 1.1.0 | narrower | would be 2.0.0 | breaking |");
  expect(code).toBe(100);
});

test("every input and output that the step knows is declared, and nothing else is", () => {
  const [{ env }] = action.runs.steps;
  const used = Object.values(env).flatMap((value) => /inputs\.([a-z-]+)/.exec(value)?.[1] ?? []);

  expect(used.sort()).toEqual(Object.keys(action.inputs).sort());
  expect(Object.keys(action.outputs).sort()).toEqual(["exit-code", "markdown"]);
});
