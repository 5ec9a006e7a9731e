import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { docsErrors } from "../errors.ts";

/**
 * Hundreds of megabytes that hardly anybody needs, so they come when they are asked for; exact, so that they stay what was tried.
 * The generator looks for npm among its own packages, and does not start without one.
 */
export const tools = ["@asyncapi/generator@3.4.1", "@asyncapi/html-template@3.5.6", "npm@11.21.2"] as const;

export type RenderOptions = {
  /** The AsyncAPI document, complete in itself. */
  readonly document: string;
  /** Where the pages go. What lies there is replaced. */
  readonly out: string;
  /** Where the tools lie, or are installed. */
  readonly toolsFolder: string;
  /** Told what takes long. */
  readonly note?: (words: string) => void;
};

/**
 * Renders a document with AsyncAPI's own generator and HTML template.
 *
 * The generator runs in a process of its own, in the folder of its packages: it changes the process it runs in, and looks for
 * templates from where it stands. The template is named by its path; by its name the generator would ask the registry for it.
 *
 * @throws {DocsError} DOCS_INSTALL_FAILED, DOCS_RENDER_FAILED
 */
export async function renderAsyncapi({
  document,
  out,
  toolsFolder,
  note = () => {},
}: RenderOptions): Promise<void> {
  if (!isInstalled(toolsFolder)) {
    note(`installing ${tools.join(" and ")}, about 400 MB, into ${toolsFolder}`);
    await install(toolsFolder);
  }
  note("rendering the AsyncAPI document");
  const [input, fresh] = [join(toolsFolder, "asyncapi.json"), join(toolsFolder, "rendered")];
  rmSync(fresh, { recursive: true, force: true });
  writeFileSync(input, document);
  const { status, output } = await run(
    process.execPath,
    ["--input-type=module", "--eval", renderScript, input, fresh],
    toolsFolder,
  );
  if (status !== 0 || !existsSync(join(fresh, "index.html"))) throw docsErrors.DOCS_RENDER_FAILED({ output });
  mkdirSync(dirname(out), { recursive: true });
  rmSync(out, { recursive: true, force: true });
  renameSync(fresh, out);
}

const renderScript = `
import Generator from "@asyncapi/generator";
const [, input, out] = process.argv;
const generator = new Generator("./node_modules/@asyncapi/html-template", out, { forceWrite: true });
await generator.generateFromFile(input);
process.exit(0);
`;

/** Written last, so that what was interrupted does not count. */
const doneFile = "installed.json";

function isInstalled(folder: string): boolean {
  const file = join(folder, doneFile);
  return existsSync(file) && readFileSync(file, "utf8") === JSON.stringify(tools);
}

async function install(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  rmSync(join(folder, doneFile), { force: true });
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  const { status, output } = await run(
    "npm",
    ["install", "--no-audit", "--no-fund", "--ignore-scripts", ...tools],
    folder,
  );
  if (status !== 0) throw docsErrors.DOCS_INSTALL_FAILED({ tools, output });
  writeFileSync(join(folder, doneFile), JSON.stringify(tools));
}

type Outcome = { readonly status: number | null; readonly output: string };

/** Resolves also where the program cannot be started; then the output says so. */
function run(program: string, args: readonly string[], cwd: string): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      stdio: ["ignore", "pipe", "pipe"],
      // On Windows npm is a script, and only a shell runs those.
      shell: process.platform === "win32" && program === "npm",
      // The template can print to PDF too; the browser for that is not for us.
      env: { ...process.env, PUPPETEER_SKIP_DOWNLOAD: "1" },
    });
    let text = "";
    const keep = (chunk: Buffer) => {
      text = (text + chunk.toString("utf8")).slice(-longestOutput);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", ({ message }) => resolve({ status: null, output: message }));
    child.on("close", (status) => resolve({ status, output: text.trim() }));
  });
}

const longestOutput = 4000;
