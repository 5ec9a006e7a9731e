/**
 * Brings the official JSON Schema Test Suite into `.cache/json-schema-test-suite/`, once.
 *
 * Its npm packages need Git access to GitHub. PyPI's `jsonschema` carries it in its source distribution, so plain Python
 * with pip is enough. Pip insists on asking a source distribution for its metadata, which would install a build backend
 * and run it: half a minute and foreign code. A backend of six lines on the path answers instead.
 *
 * By hand: `node test/conformance/fetch-json-schema-suite.ts`
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../../scripts/workspaces.ts";

const version = "4.23.0";
const archive = `jsonschema-${version}.tar.gz`;
const sha256 = "d71497fef26351a33265337fa77ffeb82423f3ea21283cd9467bb03999266bc4";

const home = join(root, ".cache", "json-schema-test-suite");

/** The folder with `tests/` and `remotes/`, or why it could not be had. */
export function fetchJsonSchemaSuite(): { readonly folder: string } | { readonly missing: string } {
  const folder = join(home, version);
  if (existsSync(folder)) return { folder };
  const work = mkdtempSync(join(tmpdir(), "concordat-suite-"));
  try {
    const missing = download(work) ?? unpack(work);
    if (missing !== undefined) return { missing };
    mkdirSync(home, { recursive: true });
    const ready = mkdtempSync(join(home, "unpacked-"));
    cpSync(join(work, `jsonschema-${version}`, "json"), ready, { recursive: true });
    renameSync(ready, folder);
    return { folder };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function download(work: string): string | undefined {
  const backend = join(work, "backend");
  mkdirSync(join(backend, "hatchling"), { recursive: true });
  writeFileSync(join(backend, "hatchling", "__init__.py"), "");
  writeFileSync(join(backend, "hatchling", "build.py"), buildBackend);
  const options = [
    "--no-build-isolation",
    "--no-binary",
    ":all:",
    "--no-deps",
    "--quiet",
    "--disable-pip-version-check",
  ];
  const run = spawnSync(
    "python3",
    ["-m", "pip", "download", ...options, "--dest", work, `jsonschema==${version}`],
    {
      env: { ...process.env, PYTHONPATH: backend },
      encoding: "utf8",
    },
  );
  if (run.error !== undefined) return `python3 cannot be started (${run.error.message})`;
  if (run.status !== 0)
    return `pip could not download jsonschema ${version}: ${run.stderr.trim().split("\n").at(-1)}`;
  const found = createHash("sha256")
    .update(readFileSync(join(work, archive)))
    .digest("hex");
  return found === sha256 ? undefined : `${archive} has SHA-256 ${found}, and ${sha256} was expected`;
}

const buildBackend = `
import os

def prepare_metadata_for_build_wheel(directory, config_settings=None):
    name = "jsonschema-${version}.dist-info"
    os.mkdir(os.path.join(directory, name))
    with open(os.path.join(directory, name, "METADATA"), "w") as metadata:
        metadata.write("Metadata-Version: 2.1\\nName: jsonschema\\nVersion: ${version}\\n")
    return name
`;

function unpack(work: string): string | undefined {
  const { status, error, stderr } = spawnSync("tar", ["xzf", archive], { cwd: work, encoding: "utf8" });
  return status === 0 ? undefined : `tar could not unpack ${archive}: ${error?.message ?? stderr}`;
}

if (import.meta.main) {
  const suite = fetchJsonSchemaSuite();
  console.log("folder" in suite ? suite.folder : suite.missing);
  process.exitCode = "folder" in suite ? 0 : 1;
}
