import type { Socket } from "node:net";
import { ServiceError, type ServiceErrorCode, serviceErrors } from "../errors.ts";

/**
 * Requests and replies as JSON lines over a socket, in the manner of
 * `{"id":1,"do":"ensure","with":{"name":"kafka"}}` → `{"id":1,"say":"fetching the jars"}` … `{"id":1,"ok":{…}}`.
 *
 * Both ends are this code, of the same checkout.
 */
type Request = { readonly id: number; readonly do: string; readonly with: unknown };

type Reply = { readonly id: number } & (
  | { readonly ok: unknown }
  | { readonly say: string }
  | { readonly error: { readonly code: string; readonly params: object; readonly message: string } }
);

/** Each command takes one value and gives one value; `say` sends a progress line to whoever asked. */
export type CommandTable = {
  readonly [name: string]: (argument: never, say: (text: string) => void) => Promise<unknown>;
};

export type Caller<Commands extends CommandTable> = {
  call<Name extends keyof Commands & string>(
    name: Name,
    argument: Parameters<Commands[Name]>[0],
    say?: (text: string) => void,
  ): Promise<Awaited<ReturnType<Commands[Name]>>>;
  /** Resolves when the connection is gone. */
  readonly lost: Promise<void>;
  isLost(): boolean;
  close(): void;
};

/** The asking end. The connection keeps the process alive only while an answer is awaited. */
export function createCaller<Commands extends CommandTable>(socket: Socket): Caller<Commands> {
  type Waiting = { resolve(value: never): void; reject(error: unknown): void; say(text: string): void };
  const waiting = new Map<number, Waiting>();
  let counter = 0;
  let isLost = false;
  socket.unref();

  onLines(socket, (line) => {
    const reply = JSON.parse(line) as Reply;
    const asker = waiting.get(reply.id);
    if ("say" in reply) return asker?.say(reply.say);
    waiting.delete(reply.id);
    if (waiting.size === 0) socket.unref();
    if ("ok" in reply) asker?.resolve(reply.ok as never);
    else asker?.reject(revive(reply.error));
  });
  socket.on("end", () => socket.end());
  const lost = new Promise<void>((resolve) => {
    socket.on("close", () => {
      isLost = true;
      for (const { reject } of waiting.values()) reject(connectionClosed());
      waiting.clear();
      resolve();
    });
  });

  return {
    lost,
    isLost: () => isLost,
    close: () => void socket.end(),
    call: (name, argument, say = () => undefined) =>
      new Promise((resolve, reject) => {
        if (isLost) return reject(connectionClosed());
        counter += 1;
        waiting.set(counter, { resolve, reject, say });
        socket.ref();
        send(socket, { id: counter, do: name, with: argument } satisfies Request);
      }),
  };
}

/** The answering end. Requests of one connection are carried out concurrently. */
export function answerRequests(socket: Socket, commands: CommandTable): void {
  onLines(socket, async (line) => {
    const { id, do: name, with: argument } = JSON.parse(line) as Request;
    const reply = (content: object) => send(socket, { id, ...content });
    try {
      const command = commands[name];
      if (command === undefined)
        throw new Error(`the supervisor knows no "${name}"; stop it with \`npm run services -- down\``);
      reply({ ok: (await command(argument as never, (say) => reply({ say }))) ?? null });
    } catch (error) {
      reply({ error: describe(error) });
    }
  });
}

function onLines(socket: Socket, take: (line: string) => void): void {
  let rest = "";
  socket.setEncoding("utf8").on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) take(line);
  });
}

function send(socket: Socket, message: object): void {
  if (socket.writable) socket.write(`${JSON.stringify(message)}\n`);
}

function describe(error: unknown) {
  if (error instanceof ServiceError)
    return { code: error.code, params: error.params, message: error.message };
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: "SERVICE_SUPERVISOR_LOST", params: { reason: text }, message: text };
}

/** An error is its code and its parameters, so the table makes the same one on this side. */
function revive({ code, params }: { readonly code: string; readonly params: object }): Error {
  return serviceErrors[code as ServiceErrorCode](params as never);
}

function connectionClosed(): Error {
  return serviceErrors.SERVICE_SUPERVISOR_LOST({ reason: "its connection closed" });
}
