import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/workspaces.ts";
import { literal } from "./literal.ts";
import type { Specimen } from "./specimen.ts";

/** The name under which every generator is asked for the type. */
export const typeName = "Specimen";

/** A generated module beside the instances that are held against it. */
export type Typed = { readonly specimen: Specimen; readonly module: string };

/** What the compiler said of one specimen. */
export type Diagnosis = {
  /** The generated module does not compile, or has no type of the name asked for: the type is worth nothing. */
  readonly broken?: string;
  /** By index in `specimen.valid`, then in `specimen.invalid`. */
  readonly refused: ReadonlyMap<number, string>;
};

/**
 * Holds all instances of all specimens against their types in one run of the compiler that the workspace uses. One
 * module of instances for each specimen, one instance a line: which line the compiler complains about tells which
 * instance it refuses.
 */
export function typeCheck(all: readonly Typed[], folder: string): readonly Diagnosis[] {
  if (all.length === 0) return [];
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [index, { specimen, module }] of all.entries()) {
    writeFileSync(join(folder, `s${index}.ts`), module);
    writeFileSync(join(folder, `s${index}.instances.ts`), instancesModule(specimen, index));
  }
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
  const diagnostics = Map.groupBy(runCompiler(folder), ({ file }) => file);
  return all.map((_, index) => {
    const own = diagnostics.get(`s${index}.ts`)?.[0];
    const lines = diagnostics.get(`s${index}.instances.ts`) ?? [];
    const broken = own ?? lines.find(({ line }) => line < firstLine);
    const refused = new Map(lines.map(({ line, message }) => [line - firstLine, message]));
    return broken === undefined ? { refused } : { broken: `line ${broken.line}: ${broken.message}`, refused };
  });
}

const compilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  target: "es2024",
  lib: ["es2024"],
  module: "esnext",
  moduleResolution: "bundler",
  moduleDetection: "force",
  types: [],
  noEmit: true,
  skipLibCheck: true,
};

/** The import stands on line 1. */
const firstLine = 2;

function instancesModule({ valid, invalid }: Specimen, index: number): string {
  const lines = [...valid, ...invalid].map(
    ({ value }, at) => `export const x${at}: ${typeName} = ${literal(value)};`,
  );
  return [`import type { ${typeName} } from "./s${index}";`, ...lines, ""].join("\n");
}

type Diagnostic = { readonly file: string; readonly line: number; readonly message: string };

function runCompiler(folder: string): readonly Diagnostic[] {
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const { stdout, stderr, error, status } = spawnSync(
    process.execPath,
    [compiler, "--project", folder, "--pretty", "false"],
    { cwd: folder, encoding: "utf8", maxBuffer: 1 << 30 },
  );
  const found = stdout.split("\n").flatMap((line): readonly Diagnostic[] => {
    const match = /^(s\d+(?:\.instances)?\.ts)\((\d+),\d+\): error (TS\d+: .*)$/.exec(line);
    return match === null ? [] : [{ file: match[1] ?? "", line: Number(match[2]), message: match[3] ?? "" }];
  });
  if (error !== undefined || (status !== 0 && found.length === 0))
    throw new Error(`the compiler could not be run: ${error?.message ?? stdout + stderr}`);
  return found;
}
