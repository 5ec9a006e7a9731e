import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createMemory, type GenerationInput } from "@concordat/gen-core";
import { checkedPath } from "@concordat/gen-core/files";
import typescript from "@concordat/gen-typescript";

/** What the default generator makes of an input, by path; as importable sources. */
export async function generated(input: GenerationInput): Promise<ReadonlyMap<string, string>> {
  const files = await typescript.generate(input, {
    packageName: "@hostile/events",
    command: "concordat generate",
    settings: { imports: ".ts" },
    remember: createMemory().remember,
  });
  return new Map(
    [...files].map(([path, text]) => [checkedPath(path), typeof text === "string" ? text : text.scaffold]),
  );
}

export function write(folder: string, files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text, { flag: "wx" });
  }
}
