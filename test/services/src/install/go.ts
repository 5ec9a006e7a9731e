import { join } from "node:path";
import type { InstallKit } from "../kind.ts";
import { findPrograms } from "../os/programs.ts";

/** Builds one Go program at an exact version into `kit.folder`; the name of the file is the last segment of its path. */
export async function goInstall(kit: InstallKit, module: string): Promise<void> {
  const [go] = findPrograms("go", ["/usr/local/go/bin"]);
  if (go === undefined) kit.unavailable("there is no go on the PATH", "install Go");
  kit.say(`building ${module} with go install (about a minute)`);
  await kit.step(`go install ${module}`, go, ["install", "-trimpath", "-ldflags=-s -w", module], {
    cwd: kit.folder,
    env: { GOBIN: join(kit.folder), CGO_ENABLED: "0" },
  });
}
