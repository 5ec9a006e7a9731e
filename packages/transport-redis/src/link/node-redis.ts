import { loadClient } from "@concordat/runtime/transport";
import { forbiddenWhile } from "../forbidden.ts";
import { ServerError } from "../pipe/replies.ts";
import { transportName } from "../transport-name.ts";
import {
  type Driver,
  type Link,
  type LinkChange,
  type LinkOptions,
  NotSentError,
  type Reply,
  type Word,
} from "./link.ts";

type Library = typeof import("redis");

/** node-redis. Loaded when a transport is opened, so that nobody needs it who does not open one. */
export async function nodeRedis(): Promise<Driver> {
  const library = await loadClient(transportName, "redis", () => import("redis"));
  return {
    connect: (options) => connect(library, options),
    refusalOf: (error) =>
      error instanceof library.ErrorReply || error instanceof ServerError ? error.message : undefined,
  };
}

async function connect(library: Library, options: LinkOptions): Promise<Link> {
  const callBacks = new Set<(change: LinkChange) => void>();
  const tell = (change: LinkChange) => {
    for (const callBack of callBacks) callBack(change);
  };
  let wasReady = false;
  const { url, username, password, database, tls } = options;
  const client = library.createClient({
    url,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(database === undefined ? {} : { database }),
    name: options.name,
    RESP: 2,
    maintNotifications: "disabled",
    // What waits while the connection is gone, and for how long, is decided by those who send.
    disableOfflineQueue: true,
    // A signal with a timer of its own for each command would cost more than all the rest of it.
    commandOptions: { timeout: 0 },
    pingInterval: Math.ceil(options.silenceMs / 2),
    socket: {
      ...(tls === undefined ? {} : { tls: true as const, ...tls }),
      connectTimeout: options.connectTimeoutMs,
      socketTimeout: options.silenceMs,
      // The first time, whoever opens is told; after that it is tried for ever.
      reconnectStrategy: (attempt: number, cause: Error) => (wasReady ? options.pauseBefore(attempt) : cause),
    },
  });
  client.on("ready", () => {
    wasReady = true;
    tell("ready");
  });
  client.on("error", () => tell("gone"));
  try {
    await client.connect();
  } catch (error) {
    client.destroy();
    throw forbiddenWhile("connecting", error as Error);
  }
  const send = (words: readonly Word[]): Promise<Reply> => {
    if (!client.isReady) return Promise.reject(new NotSentError("there is no connection to Redis"));
    return client.sendCommand(words as Word[]) as Promise<unknown> as Promise<Reply>;
  };
  return {
    get isReady() {
      return client.isReady;
    },
    send,
    listen: (channel, onMessage) => client.subscribe(channel, onMessage),
    unlisten: (channel) => client.unsubscribe(channel),
    onChange: (callBack) => void callBacks.add(callBack),
    close: () => client.destroy(),
  };
}
