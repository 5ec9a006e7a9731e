import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { root } from "../../scripts/workspaces.ts";

/** The command from the sources, as `CONCORDAT` names it to the scripts. */
export const concordat = `"${process.execPath}" "${join(root, "packages/cli/src/main.ts")}"`;

export type Outcome = { readonly code: number | null; readonly out: string; readonly err: string };

export type CatalogueRepository = {
  readonly folder: string;
  write(file: string, text: string): void;
  git(...args: readonly string[]): string;
  /** Commits all there is, and returns the commit. */
  commit(message: string): string;
  /** Runs a shell in the repository, with this environment and the least of ours. */
  run(command: readonly string[], env?: Readonly<Record<string, string>>): Outcome;
};

/** A catalogue of one contract in a Git repository of its own, as a user's would be; gone when the test is over. */
export function catalogueRepository(): CatalogueRepository {
  const repository = repositoryAt(temporaryFolder());
  repository.git("init", "--quiet", "--initial-branch=main");
  repository.write("concordat.config.json", '{ "base": "https://schemas.example.com/" }\n');
  repository.write(`${placed}/1.0.0.json`, contract("1.0.0"));
  return repository;
}

/** What a runner checks out of another repository: one branch, and of it the last commit alone. */
export function shallowCheckout(origin: CatalogueRepository, branch: string): CatalogueRepository {
  const checkout = repositoryAt(temporaryFolder());
  checkout.git("clone", "--quiet", "--depth=1", `--branch=${branch}`, `file://${origin.folder}`, ".");
  return checkout;
}

function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "concordat-ci-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function repositoryAt(folder: string): CatalogueRepository {
  const run: CatalogueRepository["run"] = ([program = "", ...args], env = {}) => {
    const { status, stdout, stderr, error } = spawnSync(program, args, {
      cwd: folder,
      encoding: "utf8",
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        GIT_CONFIG_GLOBAL: "/dev/null",
        CONCORDAT: concordat,
        ...env,
      },
    });
    if (error !== undefined) throw error;
    return { code: status, out: stdout, err: stderr };
  };
  const git = (...args: readonly string[]) => {
    const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com"];
    const { code, out, err } = run(["git", ...identity, ...args]);
    if (code !== 0) throw new Error(`git ${args.join(" ")}: ${err}`);
    return out.trim();
  };
  return {
    folder,
    git,
    run,
    write(file, text) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    },
    commit(message) {
      git("add", "--all");
      git("commit", "--quiet", "--message", message);
      return git("rev-parse", "HEAD");
    },
  };
}

export const placed = "schemas/shop/order/placed";

/** A contract without a fault. */
export function contract(version: string, members: object = {}): string {
  const document = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: `https://schemas.example.com/shop/order/placed/${version}.json`,
    title: "Order placed",
    description: "Sent once for each order, after it was stored.",
    "x-concordat": { kind: "event", type: "com.example.shop.order.placed", owner: "shop", key: "/id" },
    type: "object",
    required: ["id"],
    properties: {
      id: { description: "Which one it is.", type: "string", minLength: 1 },
      total: { description: "What is to be paid, in cents.", type: "integer" },
    },
    examples: [{ id: "1" }, { id: "1", total: 5 }],
    ...members,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** A next version that readers of the first one's events cannot do with. */
export const breaking = contract("1.1.0", {
  required: ["id", "total"],
  examples: [
    { id: "1", total: 5 },
    { id: "2", total: 0 },
  ],
});

/** What lint has to refuse: an example that does not satisfy its schema. */
export const lintError = { examples: [{ id: 1 }, { id: "2" }] };
