import { describe, expect, test } from "vitest";
import { changes } from "./testing/bad-inputs/changes.ts";
import { compat } from "./testing/bad-inputs/compat.ts";
import { files } from "./testing/bad-inputs/files.ts";
import { migrate } from "./testing/bad-inputs/migrate.ts";
import { names } from "./testing/bad-inputs/names.ts";
import { settings } from "./testing/bad-inputs/settings.ts";
import { usage } from "./testing/bad-inputs/usage.ts";
import { shop } from "./testing/temporary-project.ts";

describe.each([
  ["usage", usage],
  ["files", files],
  ["names", names],
  ["settings", settings],
  ["compat", compat],
  ["changes", changes],
  ["migrate", migrate],
])("%s", (_group, rows) => {
  test.each(rows)(
    "$when is refused with $code",
    async ({ given, args, stdin = "", code, says, at, exit }) => {
      const project = shop();
      given?.(project);
      const outcome = await project.run(args, { stdin });

      expect(outcome.err).toMatch(new RegExp(`^error\\[${code}\\]: `));
      expect(outcome.err).toContain(says);
      if (at !== undefined) expect(outcome.err).toContain(`--> ${at}\n`);
      expect(outcome.err).toContain(`concordat explain ${code}`);
      expect(outcome.code).toBe(exit);
    },
  );

  const withFormat = rows.filter(({ args }) =>
    args.some((word) => ["lint", "validate", "list", "show", "compat", "check"].includes(word)),
  );

  test.each(withFormat)("$when: JSON says the same", async ({ given, args, stdin = "", code, exit }) => {
    const project = shop();
    given?.(project);
    const [verb = "", ...rest] = args;
    const outcome = await project.run([verb, "--format", "json", ...rest], { stdin });

    expect(outcome.code).toBe(exit);
    expect(JSON.parse(outcome.err)).toMatchObject({ code });
  });
});
