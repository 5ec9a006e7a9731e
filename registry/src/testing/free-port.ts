import { createServer } from "node:net";

/** Below the range from which the system hands out ports by itself, so that nobody takes it in between. */
export async function freePort(): Promise<number> {
  // Test files run side by side in processes of their own; each begins elsewhere.
  for (let port = 18_000 + (process.pid % 4000); port < 32_768; port += 1)
    if (await isFree(port)) return port;
  throw new Error("no port is free");
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}
