import { once } from "node:events";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { ServiceError, serviceErrors } from "../errors.ts";
import { uniqueName } from "./unique-name.ts";
import { answerRequests, type CommandTable, createCaller } from "./wire.ts";

test("a call resolves to what its command answers, and progress comes before", async () => {
  const double = async ({ of }: { of: number }, say: (text: string) => void) => {
    say("thinking");
    return { twice: of * 2 };
  };
  const caller = await connectTo({ double });
  const heard: string[] = [];

  expect(await caller.call("double", { of: 21 }, (text) => heard.push(text))).toEqual({ twice: 42 });
  expect(heard).toEqual(["thinking"]);
});

test("calls are answered as they finish, each to its asker", async () => {
  const gates = new Map<string, () => void>();
  const wait = ({ name }: { name: string }) =>
    new Promise<string>((resolve) => gates.set(name, () => resolve(name)));
  const open = async ({ name }: { name: string }) => gates.get(name)?.();
  const caller = await connectTo({ wait, open });

  const answers = ["slow", "fast"].map((name) => caller.call("wait", { name }));
  await caller.call("open", { name: "fast" });
  expect(await answers[1]).toBe("fast");
  await caller.call("open", { name: "slow" });
  expect(await answers[0]).toBe("slow");
});

test("a coded error arrives as the same error", async () => {
  const params = { name: "redis", port: 26_379, variable: "CONCORDAT_REDIS_PORT" };
  const caller = await connectTo({ fail: () => Promise.reject(serviceErrors.SERVICE_PORT_TAKEN(params)) });

  const error = await caller.call("fail", undefined).catch((thrown: unknown) => thrown);

  expect(error).toBeInstanceOf(ServiceError);
  expect(error).toMatchObject({ code: "SERVICE_PORT_TAKEN", params, kind: "conflict" });
});

test("an error that nobody foresaw arrives with its stack as the reason", async () => {
  const caller = await connectTo({ fail: () => Promise.reject(new TypeError("x is not a function")) });

  await expect(caller.call("fail", undefined)).rejects.toThrow(/TypeError: x is not a function\n\s+at /);
});

test("calls under way and calls to come are refused when the connection closes", async () => {
  const caller = await connectTo({ never: () => new Promise(() => undefined) });
  const under = caller.call("never", undefined);
  caller.close();

  await expect(under).rejects.toMatchObject({ code: "SERVICE_SUPERVISOR_LOST" });
  await caller.lost;
  await expect(caller.call("never", undefined)).rejects.toMatchObject({ code: "SERVICE_SUPERVISOR_LOST" });
});

async function connectTo<Commands extends CommandTable>(commands: Commands) {
  const path = join(tmpdir(), `${uniqueName("wire")}.sock`);
  const server = createServer((socket) => answerRequests(socket, commands));
  await once(server.listen(path), "listening");
  const socket = connect(path);
  onTestFinished(() => {
    socket.destroy();
    server.close();
  });
  await once(socket, "connect");
  return createCaller<Commands>(socket);
}
