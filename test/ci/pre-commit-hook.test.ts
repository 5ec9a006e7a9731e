import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { root } from "../../scripts/workspaces.ts";
import { breaking, catalogueRepository, contract, lintError, placed } from "./catalogue-repository.ts";

type Hook = {
  readonly id: string;
  readonly entry: string;
  readonly language: string;
  readonly files: string;
  readonly pass_filenames: boolean;
};

const hooks = parse(readFileSync(join(root, ".pre-commit-hooks.yaml"), "utf8")) as readonly Hook[];

/** As pre-commit does for `language: script`: the first word is a file of the repository that brings the hook. */
function commandOf(id: string): readonly string[] {
  const [script = "", ...args] = hooks.find((hook) => hook.id === id)?.entry.split(" ") ?? [];
  return [join(root, script), ...args];
}

test("a commit with an error is refused, in the words of the command", () => {
  const repository = catalogueRepository();
  repository.write(`${placed}/1.0.0.json`, contract("1.0.0", lintError));
  const { code, out } = repository.run(commandOf("concordat-lint"));

  expect(out).toContain("error[example-invalid]");
  expect(code).not.toBe(0);
});

test("a break is shown before it is committed, with what the hook is told to compare with", () => {
  const repository = catalogueRepository();
  repository.commit("what was promised");
  repository.write(`${placed}/1.1.0.json`, breaking);
  const { code, out } = repository.run([...commandOf("concordat-check"), "--against", "HEAD"]);

  expect(out).toContain("error[property-required]");
  expect(out).toContain("1 breaking");
  expect(code).toBe(100);
});

test("a clean one is let through", () => {
  expect(catalogueRepository().run(commandOf("concordat-lint"))).toMatchObject({ code: 0, out: "" });
});

test.each([
  ["schemas/shop/order/placed/1.0.0.json", true],
  ["contracts/schemas/a/b/1.0.0.json", true],
  ["asyncapi.yaml", true],
  ["concordat.config.json", true],
  ["concordat.accepted.json", true],
  ["src/index.ts", false],
  ["schemas/README.md", false],
])("a change of %s asks for the hooks: %s", (file, asks) => {
  for (const { files, language, pass_filenames } of hooks) {
    expect(new RegExp(files).test(file)).toBe(asks);
    expect({ language, pass_filenames }).toEqual({ language: "script", pass_filenames: false });
  }
});
