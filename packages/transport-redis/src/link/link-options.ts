import { transportErrors } from "@concordat/runtime";
import { jitteredPause, tlsOptionsOf } from "@concordat/runtime/transport";
import type { RedisSettings } from "../settings.ts";
import { transportName } from "../transport-name.ts";
import type { LinkOptions } from "./link.ts";

/** Throws TRANSPORT_SETTING where the settings contradict each other or a file cannot be read. */
export function linkOptionsOf(settings: RedisSettings): LinkOptions {
  const { username, password, database } = settings;
  const isSecure = protocolOf(settings.url) === "rediss:";
  const tls = tlsOptionsOf(transportName, settings) ?? (isSecure ? {} : undefined);
  if (settings.silenceMs <= settings.blockMs)
    throw refusal(
      "silenceMs",
      `is ${settings.silenceMs}, and has to be more than blockMs, ${settings.blockMs}`,
    );
  const pauses = { firstMs: settings.reconnectWaitMs, mostMs: settings.reconnectWaitMaxMs };
  return {
    // Whoever says anything of TLS means it.
    url: tls === undefined ? settings.url : settings.url.replace(/^redis:/, "rediss:"),
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(database === undefined ? {} : { database }),
    ...(tls === undefined ? {} : { tls }),
    name: settings.clientName,
    connectTimeoutMs: settings.connectTimeoutMs,
    silenceMs: settings.silenceMs,
    pauseBefore: (attempt) => jitteredPause(attempt + 1, pauses),
  };
}

/** The address without what is secret in it, for messages and health. */
export function addressOf(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname === "/" ? "" : pathname}`;
}

/** As whom, for messages. */
export function userOf({ url, username = new URL(url).username }: LinkOptions): string {
  return username === "" ? "the default user" : JSON.stringify(username);
}

function protocolOf(url: string): string {
  const protocol = URL.canParse(url) ? new URL(url).protocol : "";
  if (protocol === "redis:" || protocol === "rediss:") return protocol;
  throw refusal("url", "has to begin with redis:// or rediss://");
}

function refusal(setting: string, trouble: string): Error {
  return transportErrors.TRANSPORT_SETTING({ transport: transportName, setting, trouble });
}
