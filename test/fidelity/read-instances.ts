import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import type { Json } from "@concordat/json";
import { parse } from "yaml";
import type { Instance } from "./specimen.ts";

/** The JSON and YAML files of a folder, however deep. What cannot be read is left out: it is nobody's instance. */
export function readInstances(folder: string): readonly Instance[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => extname(file) in readers)
    .sort()
    .flatMap((file) => {
      try {
        const text = readFileSync(join(folder, file), "utf8");
        return { name: file, value: plain(readers[extname(file)]?.(text)) };
      } catch {
        return [];
      }
    });
}

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  ".json": JSON.parse,
  ".yaml": parse,
  ".yml": parse,
};

/** YAML knows more than JSON does. */
function plain(value: unknown): Json {
  return JSON.parse(JSON.stringify(value));
}
