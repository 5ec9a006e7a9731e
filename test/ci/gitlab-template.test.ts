import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
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

type Job = {
  readonly variables: Readonly<Record<string, string>>;
  readonly script: readonly string[];
  readonly artifacts: {
    readonly paths: readonly string[];
    readonly reports: Readonly<Record<string, string>>;
  };
};

const { concordat: job } = parse(
  readFileSync(join(root, "ci", "gitlab", "concordat.gitlab-ci.yml"), "utf8"),
) as { readonly concordat: Job };

const shells = ["bash", "dash"].filter((shell) => existsSync(`/bin/${shell}`));

describe.each(shells)("in %s", (shell) => {
  const run = (repository: CatalogueRepository, variables: Readonly<Record<string, string>>) =>
    repository.run([shell, "-e", "-c", job.script.join("\n")], { ...job.variables, ...variables });

  test("findings become a code quality report, tests, a comment, and the exit code", () => {
    const repository = catalogueRepository();
    repository.write(`${placed}/1.0.0.json`, contract("1.0.0", lintError));
    const { code, out } = run(repository, { CONCORDAT_COMMAND: "lint" });
    const { reports, paths } = job.artifacts;
    const read = (file = "") => readFileSync(join(repository.folder, file), "utf8");

    expect(JSON.parse(read(reports.codequality))).toEqual([
      expect.objectContaining({ check_name: "example-invalid", severity: "major" }),
    ]);
    expect(read(reports.junit)).toContain('tests="1" failures="1"');
    expect(paths.map(read)).toEqual([expect.stringMatching(/^### Concordat: 1 error\n/)]);
    expect(out).toContain("error[example-invalid]");
    expect(code).toBe(100);
  });

  test("a clean catalogue is fine, and has an empty report rather than none", () => {
    const repository = catalogueRepository();
    const { code } = run(repository, { CONCORDAT_COMMAND: "lint" });

    expect(readFileSync(join(repository.folder, "gl-code-quality-report.json"), "utf8")).toBe("[]\n");
    expect(code).toBe(0);
  });

  test("a merge request is held against the commit where it began, which a shallow clone does not have yet", () => {
    const origin = catalogueRepository();
    origin.git("config", "uploadpack.allowReachableSHA1InWant", "true");
    const base = origin.commit("what was promised");
    origin.write(`${placed}/1.1.0.json`, breaking);
    origin.commit("a break");
    const clone = shallowCheckout(origin, "main");
    const { code, out } = run(clone, { CI_MERGE_REQUEST_DIFF_BASE_SHA: base });

    expect(out).toContain("error[property-required]");
    expect(JSON.parse(readFileSync(join(clone.folder, "gl-code-quality-report.json"), "utf8"))).toEqual([
      expect.objectContaining({
        check_name: "property-required",
        location: { path: `${placed}/1.1.0.json`, lines: { begin: expect.any(Number) } },
      }),
    ]);
    expect(code).toBe(100);
  });

  test("what concordat cannot do fails the job with its exit code", () => {
    expect(run(catalogueRepository(), { CONCORDAT_COMMAND: "lint", CONCORDAT_PROJECT: "nowhere" }).code).toBe(
      4,
    );
  });
});
