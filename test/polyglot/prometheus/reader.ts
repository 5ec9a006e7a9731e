import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "../../../scripts/workspaces.ts";

export type Series = {
  readonly labels: Readonly<Record<string, string>>;
  /** Of a histogram how often it was told something. */
  readonly value: string;
  readonly sum?: string;
  readonly buckets?: Readonly<Record<string, number>>;
};

export type Family = { readonly type: string; readonly help: string; readonly series: readonly Series[] };

export type Reading = {
  readonly families: Readonly<Record<string, Family>>;
  /** What the linter finds. */
  readonly problems: readonly string[];
  /** Why the text is none. */
  readonly error?: string;
};

const program = join(root, ".cache", "polyglot", "prometheus-go", "reader");

/** Makes the reader ready; the reason where it cannot be had here. */
export function prepareReader(): string | undefined {
  if (spawnSync("go", ["version"], { stdio: "ignore" }).status !== 0) return "Go is not installed (go)";
  const build = { cwd: join(import.meta.dirname, "go"), encoding: "utf8" } as const;
  const { status, stderr } = spawnSync("go", ["build", "-o", program, "."], build);
  return status === 0 ? undefined : `go cannot build the reader: ${stderr.trim().split("\n")[0]}`;
}

/** The text as Prometheus' own parser understands it. */
export function readExposition(text: string): Reading {
  const { stdout, stderr, status } = spawnSync(program, {
    input: text,
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(`the reader ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
}
