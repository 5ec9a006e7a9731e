import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { run } from "../run.ts";
import { type CapturedIo, capturedIo } from "./captured-io.ts";

export type Outcome = { readonly code: number; readonly out: string; readonly err: string };

export type TemporaryProject = {
  readonly root: string;
  write(file: string, content: string | Uint8Array): void;
  read(file: string): string;
  /** Runs the command in the project, in process. */
  run(args: readonly string[], world?: Parameters<typeof capturedIo>[0]): Promise<Outcome>;
};

/** A folder with these files, gone when the test is over. */
export function temporaryProject(
  files: Readonly<Record<string, string | Uint8Array>> = {},
): TemporaryProject {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "concordat-")));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const write = (file: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  };
  for (const [file, content] of Object.entries(files)) write(file, content);
  return {
    root,
    write,
    read: (file) => readFileSync(join(root, file), "utf8"),
    async run(args, world = {}) {
      const io: CapturedIo = capturedIo({ cwd: root, ...world });
      const code = await run(args, io);
      return { code, out: io.out(), err: io.err() };
    },
  };
}

export const base = "https://schemas.example.com/";

/** A project with the settings and whatever else is named. */
export function shop(files: Readonly<Record<string, string | Uint8Array>> = {}): TemporaryProject {
  return temporaryProject({
    "concordat.config.json": `{ "base": "${base}" }\n`,
    "schemas/shop/order/placed/1.0.0.json": contract("shop/order/placed/1.0.0", "Order placed"),
    ...files,
  });
}

/** A contract without a fault, in the least words. */
export function contract(id: string, title: string, members: object = {}): string {
  const [path = ""] = id.split(/\/\d/);
  const document = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: `${base}${id}.json`,
    title,
    description: "Sent once for each of them, after it was stored.",
    "x-concordat": {
      kind: "event",
      type: `com.example.${path.replaceAll("/", ".")}`,
      owner: "shop",
      key: "/id",
    },
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
