import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../../scripts/workspaces.ts";
import { type Ran, run } from "./run.ts";

type Command = readonly [program: string, ...parameters: string[]];

/** Where a client of this name and version stands. */
export function homeOf(name: string): string {
  return join(root, ".cache", "registry-clients", name);
}

const running = new Map<string, Promise<string | undefined>>();

/**
 * Runs the commands in the client's home, once for ever: a file marks that all went well. The reason where one fails,
 * which leaves nothing behind.
 */
export function installOnce(
  name: string,
  commands: readonly Command[],
  files: Readonly<Record<string, string>> = {},
): Promise<string | undefined> {
  const known = running.get(name) ?? install(name, commands, files);
  running.set(name, known);
  return known;
}

async function install(
  name: string,
  commands: readonly Command[],
  files: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  const home = homeOf(name);
  const mark = join(home, "ready");
  if (existsSync(mark)) return undefined;
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(home, file), text);
  for (const command of commands) {
    const ran = await run(command, home);
    if (ran.status === 0) continue;
    rmSync(home, { recursive: true, force: true });
    return whyNot(command, ran);
  }
  writeFileSync(mark, "");
  return undefined;
}

/** npm packages, in a folder of their own: our lockfile knows nothing of them. */
export function installFromNpm(home: string, ...packages: string[]): Promise<string | undefined> {
  return installOnce(home, [
    ["npm", "init", "--yes"],
    ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", ...packages],
  ]);
}

export function installFromPyPI(home: string, ...packages: string[]): Promise<string | undefined> {
  return installOnce(home, [
    ["python3", "-m", "venv", "."],
    ["bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...packages],
  ]);
}

/** Built each time, which Go does from its own cache in a second: the steps may have changed. */
export async function buildWithGo(home: string, folder: string): Promise<string | undefined> {
  const command: Command = ["go", "build", "-o", join(homeOf(home), "steps"), "."];
  const ran = await run(command, folder);
  return ran.status === 0 ? undefined : whyNot(command, ran);
}

/** Jars of Maven Central, without what they depend on unless it is named, too. */
export function installFromMaven(home: string, ...artifacts: string[]): Promise<string | undefined> {
  const goal = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies";
  return installOnce(home, [["mvn", "-q", "-B", goal, "-DexcludeTransitive=true", "-DoutputDirectory=."]], {
    "pom.xml": pomOf(artifacts),
  });
}

function pomOf(artifacts: readonly string[]): string {
  const dependencies = artifacts.map((coordinates) => {
    const [group, artifact, version] = coordinates.split(":");
    return `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`;
  });
  return `<project><modelVersion>4.0.0</modelVersion><groupId>concordat</groupId><artifactId>client</artifactId><version>1</version>
<dependencies>${dependencies.join("\n")}</dependencies></project>`;
}

function whyNot(command: Command, { stderr, stdout }: Ran): string {
  const last = `${stderr}\n${stdout}`.trim().split("\n").slice(0, 3).join(" ");
  return `${command.slice(0, 5).join(" ")} failed: ${last}`;
}
