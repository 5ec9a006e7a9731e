import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buildHouse } from "./house.ts";
import { judge } from "./judge.ts";
import { type Reasons, type RuleName, readLaw } from "./law.ts";
import { readWorkspace } from "./read-workspace.ts";
import { formatViolations } from "./violation.ts";

/** What stands in a planted package besides its sources. */
export type PlantedPackage = {
  /** Defaults to `@concordat/` and the folder's last segment. */
  readonly name?: string;
  /** Names only. */
  readonly dependencies?: readonly string[];
  readonly devDependencies?: readonly string[];
  /** Default: `"."` is `src/index.ts`. */
  readonly exports?: Readonly<Record<string, string>>;
  /** Paths inside the package. `src/index.ts` is empty unless given. */
  readonly files?: Readonly<Record<string, string>>;
};

/**
 * Builds a repository of these packages on disk, reads it as the real one is read, and answers what the law of this
 * house says about it. `extra` are files outside of all packages.
 */
export function judgePlanted(
  packages: Readonly<Record<string, PlantedPackage>>,
  extra: Readonly<Record<string, string>> = {},
): string {
  const root = mkdtempSync(join(tmpdir(), "concordat-house-"));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  try {
    write("package.json", JSON.stringify({ name: "planted", workspaces: Object.keys(packages) }));
    for (const [path, text] of Object.entries(extra)) write(path, text);
    for (const [folder, planted] of Object.entries(packages)) {
      write(`${folder}/package.json`, JSON.stringify(manifestOf(folder, planted), null, 2));
      for (const [path, text] of Object.entries({ "src/index.ts": "", ...planted.files }))
        write(`${folder}/${path}`, text);
    }
    return formatViolations(judge(buildHouse(readLaw(), readWorkspace(root))));
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** What the reader shall see: note and way out as the law words them, unless a narrower entry of it has its own. */
export function paragraph(
  rule: RuleName,
  seen: {
    readonly places: readonly string[];
    readonly fact: string;
    readonly reasons?: Partial<Reasons> | undefined;
  },
): string {
  const { note, wayOut } = { ...readLaw().rules[rule], ...seen.reasons };
  return [...seen.places, `  ${rule}: ${seen.fact}`, `  why      ${note}`, `  way out  ${wayOut}`].join("\n");
}

function manifestOf(folder: string, planted: PlantedPackage): object {
  const { name = `@concordat/${folder.split("/").at(-1)}`, exports = { ".": "./src/index.ts" } } = planted;
  const anyVersion = (names: readonly string[] = []) => Object.fromEntries(names.map((each) => [each, "*"]));
  return {
    name,
    exports,
    dependencies: anyVersion(planted.dependencies),
    devDependencies: anyVersion(planted.devDependencies),
  };
}
