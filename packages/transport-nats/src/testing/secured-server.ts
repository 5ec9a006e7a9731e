import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { createAuthority, freePort, identifyProcess, stopProcess } from "@concordat/test-services";

/** The program that the server of the tests runs, where it runs natively and the system tells. */
export function programOf(pid: number | undefined): string | undefined {
  try {
    return pid === undefined ? undefined : readlinkSync(`/proc/${pid}/exe`);
  } catch {
    return undefined;
  }
}

/** A server that lets nobody in without a certificate of its authority; `configuration` says who may in beyond that. */
export async function startSecuredServer(program: string, configuration: string, handshakeFirst: boolean) {
  const folder = mkdtempSync(join(tmpdir(), "concordat-nats-"));
  const put = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const authority = createAuthority();
  const [server, client] = [authority.issue("nats", ["localhost"]), authority.issue("client", ["client"])];
  const files = {
    ca: put("ca.pem", authority.certificate),
    cert: put("client.pem", client.certificate),
    key: put("client-key.pem", client.key),
  };
  const port = await freePort();
  const write = (more: string) =>
    put(
      "nats.conf",
      `host: 127.0.0.1
port: ${port}
jetstream { store_dir: ${JSON.stringify(join(folder, "data"))}, max_memory_store: 64MB, max_file_store: 256MB }
tls {
  cert_file: ${JSON.stringify(put("server.pem", server.certificate))}
  key_file: ${JSON.stringify(put("server-key.pem", server.key))}
  ca_file: ${JSON.stringify(files.ca)}
  verify: true
  handshake_first: ${handshakeFirst}
}
${more}
`,
    );
  let running = await launch(program, write(configuration), port);
  return {
    url: `nats://localhost:${port}`,
    port,
    files,
    put,
    /** With another configuration, and the connections that there are. */
    async reload(changed: string) {
      write(changed);
      await running.reload();
    },
    /** Killed as it stands, and started again with another configuration. What it had not read it never reads. */
    async restart(changed: string) {
      await running.end("SIGKILL");
      running = await launch(program, write(changed), port);
    },
    /** It keeps its connections, and reads and says nothing, until it is started again. Resolves when that is so. */
    freeze: () => running.freeze(),
    async stop() {
      await running.end("SIGTERM");
      rmSync(folder, { recursive: true });
    },
  };
}

async function launch(program: string, settings: string, port: number) {
  const child = spawn(program, ["-c", settings], { stdio: ["ignore", "ignore", "pipe"] });
  const ended = once(child, "exit");
  const lines = createInterface({ input: child.stderr });
  // A test that breaks before it can tell whom to stop leaves nobody behind.
  const kill = () => void child.kill("SIGKILL");
  process.once("exit", kill);
  await untilListening(port);
  return {
    async freeze() {
      const id = identifyProcess(child.pid ?? 0);
      if (id === undefined || !(await stopProcess(id, 60_000)))
        throw new Error("the server does not stand still");
    },
    async reload() {
      const done = new Promise<void>((resolve) => {
        lines.on("line", (line) => line.includes("Reloaded server configuration") && resolve());
      });
      child.kill("SIGHUP");
      await done;
    },
    async end(signal: "SIGTERM" | "SIGKILL") {
      process.off("exit", kill);
      child.kill(signal);
      // What stands still hears of nothing else.
      child.kill("SIGCONT");
      await ended;
    },
  };
}

async function untilListening(port: number): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const socket = connect(port, "127.0.0.1");
    const isThere = await Promise.race([
      once(socket, "connect").then(() => true),
      once(socket, "error").then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (isThere) return;
    await sleep(100);
  }
  throw new Error(`nats-server did not begin to listen on ${port}`);
}
