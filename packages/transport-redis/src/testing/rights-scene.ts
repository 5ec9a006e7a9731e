import { readFileSync } from "node:fs";
import type { SharedService } from "@concordat/test-services";
import { expect } from "vitest";
import type { RedisTransportOptions } from "../open-redis-transport.ts";
import { createLines, plainClient, setScene } from "./scene.ts";

/** What the reference page says: the commands that are needed to do something. */
export function rightsTo(...what: readonly string[]): readonly string[] {
  const page = readFileSync(
    new URL("../../../../docs/reference/transport-redis.md", import.meta.url),
    "utf8",
  );
  return what.flatMap((each) => {
    const row = page.split("\n").find((line) => line.startsWith(`| ${each} |`)) ?? "";
    const commands = (row.split("|")[2] ?? "").match(/(?<=`)[A-Z][A-Z ]+(?=`)/g) ?? [];
    expect(commands, `the row "${each}" of the reference page`).not.toEqual([]);
    return commands;
  });
}

const password = "secret-of-the-service";

type Test = { onTestFinished(cleanUp: () => Promise<void>): void };

/** A scene with a user who has these rights, and who is gone with the test. */
export async function rightsScene(
  service: Pick<SharedService<"redis">, "url" | "uniqueName">,
  test: Test,
  commands: readonly string[],
) {
  const scene = await setScene(service, test);
  const { address } = scene;
  const leasePrefix = `lease-${address}`;
  const admin = await plainClient(service.url);
  const { lines, logger } = createLines();
  const change = async (...rules: readonly string[]) =>
    void (await admin.sendCommand(["ACL", "SETUSER", address, ...rules]));
  test.onTestFinished(async () => {
    await admin.sendCommand(["ACL", "DELUSER", address]);
    admin.destroy();
    expect(lines.join("\n")).not.toContain(password);
  });
  await change("on", `>${password}`, `~${address}:p*`, `~${address}`, `~${leasePrefix}:*`);
  await change(`&${leasePrefix}:*`, ...commands.map(rule));
  const options = { username: address, password, leasePrefix, blockMs: 20, logger };
  return {
    ...scene,
    lines,
    /** `orders` of the rules, as `ACL SETUSER` has them. */
    change,
    grant: (...names: readonly string[]) => change(...names.map(rule)),
    revoke: (...names: readonly string[]) => change(...names.map((name) => `-${rule(name).slice(1)}`)),
    /** Its connections are gone, and it comes in no more. */
    async lockOut() {
      await change("resetpass");
      await admin.sendCommand(["CLIENT", "KILL", "USER", address]);
    },
    letIn: () => change(`>${password}`),
    /** A transport of the user. */
    mine: (more: RedisTransportOptions = {}) => scene.open({ ...options, provision: "check", ...more }),
    /** What the server did not let the user do, commands in small letters; what may be missing left out. */
    async denied(): Promise<readonly string[]> {
      const log = (await admin.sendCommand([
        "ACL",
        "LOG",
        "1000",
      ])) as unknown as readonly (readonly unknown[])[];
      const field = (entry: readonly unknown[], name: string) => String(entry[entry.indexOf(name) + 1]);
      return log
        .filter((entry) => field(entry, "username") === address)
        .map((entry) => field(entry, "object").toLowerCase())
        .filter((command) => !mayBeMissing.has(command));
    },
  };
}

/** What the page says, and what the client library asks for by the way. */
const mayBeMissing: ReadonlySet<string> = new Set(["config|get", "info", "client|unblock", "client|setinfo"]);

function rule(command: string): string {
  return `+${command.toLowerCase().replace(" ", "|")}`;
}

/** TRANSPORT_FORBIDDEN, as it has to be wherever it comes. */
export function forbidden(message: RegExp) {
  return {
    code: "TRANSPORT_FORBIDDEN",
    kind: "auth",
    retry: "never",
    message: expect.stringMatching(message),
    hint: expect.stringContaining("docs/reference/transport-redis.md"),
  };
}
