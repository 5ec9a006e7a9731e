import { existsSync } from "node:fs";
import { join } from "node:path";
import { defineKind, type InstallKit } from "../kind.ts";
import { answersHttp } from "../os/probe.ts";
import { findPrograms, runProgram } from "../os/programs.ts";

const version = "5.2.5";
const region = "us-east-1";

/** An emulator of AWS EventBridge and SQS, in memory. An emulator: what passes here is not yet proved on AWS. */
export const moto = defineKind({
  name: "moto",
  version,
  ports: { main: 25_100 },
  advertisesItself: false,
  durable: false,
  inCompose: true,
  url: ({ main }) => `http://127.0.0.1:${main}`,
  isReady: ({ main }) => answersHttp(main, "/moto-api/data.json"),
  extend: ({ url }) => ({
    /** For the constructors of the AWS clients. */
    clientOptions: {
      endpoint: url,
      region,
      credentials: { accessKeyId: "emulator", secretAccessKey: "emulator" },
    },
  }),
  native: {
    async find(home) {
      const at = join(home, "bin", "python");
      return existsSync(at) ? { at, version } : undefined;
    },
    async install(kit: InstallKit) {
      const python = await findPython();
      if (python === undefined)
        kit.unavailable(
          "there is no python3 with its venv module",
          "install Python 3.9 or newer with venv (python3-venv)",
        );
      kit.say("installing moto with pip");
      await kit.step("python -m venv", python, ["-m", "venv", kit.folder]);
      await kit.step("pip install moto", join(kit.folder, "bin", "python"), [
        ...["-m", "pip", "install", "--quiet", "--no-input", `moto[server,events,sqs]==${version}`],
      ]);
    },
    prepare: async () => {},
    // By module: the scripts of a venv begin with the path that it had before it was renamed into place.
    launch: ({ found, ports }) => ({
      program: found.at,
      args: ["-m", "moto.server", "-H", "127.0.0.1", "-p", String(ports.main)],
    }),
    stopSignal: "SIGTERM",
  },
});

/** Debian ships a python3 without ensurepip, and version managers a python3 that only says it is not set up. */
async function findPython(): Promise<string | undefined> {
  for (const python of findPrograms("python3", ["/usr/bin"]))
    if (
      (await runProgram(python, ["-c", "import venv, ensurepip, sys; assert sys.version_info >= (3, 9)"])).ok
    )
      return python;
  return undefined;
}
