import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import type { InstallKit } from "../kind.ts";
import { findPrograms } from "../os/programs.ts";

/**
 * Unpacks packages of the system's own Debian or Ubuntu release into a folder: nothing on the system changes, no root
 * is needed, and no service can be started by an installation script, because none is run.
 *
 * What the packages depend on and the system lacks comes along; `librariesBeside` lets the programs find it.
 */
export async function unpackDebianPackages(
  kit: InstallKit,
  packages: readonly string[],
  remedy: string,
): Promise<void> {
  for (const program of ["apt-get", "dpkg"])
    if (findPrograms(program).length === 0)
      kit.unavailable(`it is not installed, and there is no ${program} to fetch it with`, remedy);
  const archives = join(kit.folder, "archives");
  mkdirSync(archives);
  const asRoot = process.getuid?.() === 0 ? ["-o", "APT::Sandbox::User=root"] : [];
  if (!(await fetchAsItIs(kit, packages, archives, asRoot)))
    await fetchWithFreshLists(kit, packages, archives, asRoot);
  for (const file of readdirSync(archives))
    if (file.endsWith(".deb"))
      await kit.step(`unpacking ${file}`, "dpkg", ["-x", join(archives, file), kit.folder]);
  rmSync(archives, { recursive: true });
}

/** Value of LD_LIBRARY_PATH for a program that stands in `usr/…` of an unpacked folder. */
export function librariesBeside(program: string): string {
  const usr = program.slice(0, program.lastIndexOf("/usr/") + "/usr".length);
  return [join(usr, "lib"), join(dirname(usr), "lib")]
    .flatMap((folder) =>
      foldersIn(folder)
        .filter((name) => /-linux-gnu/.test(name))
        .map((name) => join(folder, name)),
    )
    .join(":");
}

async function fetchAsItIs(
  kit: InstallKit,
  packages: readonly string[],
  archives: string,
  options: readonly string[],
): Promise<boolean> {
  const plan = await kit.attempt("apt-get", [...options, ...simulate(packages)]);
  if (plan === undefined) return false;
  kit.say("fetching packages of this release, to be unpacked beside the system's own");
  const fetched = await kit.attempt("apt-get", [...options, "download", ...wanted(packages, plan)], {
    cwd: archives,
  });
  return fetched !== undefined;
}

/** For a system whose package lists are empty, as in container images, or older than its mirror. The lists are our own. */
async function fetchWithFreshLists(
  kit: InstallKit,
  packages: readonly string[],
  archives: string,
  asRoot: readonly string[],
): Promise<void> {
  kit.say("the system's package lists are missing or old: fetching fresh ones");
  const lists = join(archives, "lists");
  const cache = join(archives, "cache");
  mkdirSync(join(lists, "partial"), { recursive: true });
  mkdirSync(join(cache, "archives", "partial"), { recursive: true });
  const options = [...asRoot, "-o", `Dir::State::Lists=${lists}`, "-o", `Dir::Cache=${cache}`];
  await kit.step("apt-get update", "apt-get", [...options, "update"]);
  const plan = await kit.step("apt-get install --simulate", "apt-get", [...options, ...simulate(packages)]);
  const download = ["download", ...wanted(packages, plan)];
  await kit.step("apt-get download", "apt-get", [...options, ...download], { cwd: archives });
}

function simulate(packages: readonly string[]): readonly string[] {
  return ["install", "--simulate", "--no-install-recommends", ...packages];
}

/** "Inst name (version …)" is new; "Inst name [old version] (…)" would be an upgrade of what already works. */
function wanted(packages: readonly string[], plan: string): readonly string[] {
  const lacking = [...plan.matchAll(/^Inst (\S+) \(/gm)].map(([, name = ""]) => name);
  return [...new Set([...packages, ...lacking])];
}

function foldersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
