import { readFileSync } from "node:fs";
import { transportErrors } from "@concordat/runtime";
import type { RedisSettings } from "../settings.ts";
import { transportName } from "../transport-name.ts";
import type { LinkOptions, TlsOptions } from "./link.ts";

/** Throws TRANSPORT_SETTING where the settings contradict each other or a file cannot be read. */
export function linkOptionsOf(settings: RedisSettings): LinkOptions {
  const { username, password, database } = settings;
  const isSecure = protocolOf(settings.url) === "rediss:";
  const tls = tlsOf(settings, isSecure);
  if (settings.silenceMs <= settings.blockMs)
    throw refusal(
      "silenceMs",
      `is ${settings.silenceMs}, and has to be more than blockMs, ${settings.blockMs}`,
    );
  return {
    url: settings.url,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(database === undefined ? {} : { database }),
    ...(tls === undefined ? {} : { tls }),
    name: settings.clientName,
    connectTimeoutMs: settings.connectTimeoutMs,
    silenceMs: settings.silenceMs,
    pauseBefore: (attempt) => pauseBefore(attempt, settings),
  };
}

/** The address without what is secret in it, for messages and health. */
export function addressOf(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname === "/" ? "" : pathname}`;
}

function protocolOf(url: string): string {
  const protocol = URL.canParse(url) ? new URL(url).protocol : "";
  if (protocol === "redis:" || protocol === "rediss:") return protocol;
  throw refusal("url", "has to begin with redis:// or rediss://");
}

function tlsOf(settings: RedisSettings, isSecure: boolean): TlsOptions | undefined {
  const { "tls.ca": ca, "tls.cert": cert, "tls.key": key, "tls.serverName": servername } = settings;
  const isSaid = [ca, cert, key, servername].some((each) => each !== undefined);
  if (!isSecure && (isSaid || !settings["tls.verify"]))
    throw refusal("tls", "is said, and the URL does not begin with rediss://");
  if (!isSecure) return undefined;
  return {
    ...(ca === undefined ? {} : { ca: read("tls.ca", ca) }),
    ...(cert === undefined ? {} : { cert: read("tls.cert", cert) }),
    ...(key === undefined ? {} : { key: read("tls.key", key) }),
    ...(servername === undefined ? {} : { servername }),
    rejectUnauthorized: settings["tls.verify"],
  };
}

function read(setting: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw transportErrors.TRANSPORT_SETTING(
      { transport: transportName, setting, trouble: `names a file that cannot be read: ${path}` },
      { cause },
    );
  }
}

/** Twice as long each time up to a bound, half of it by chance, so that a thousand services do not come back in one moment. */
function pauseBefore(attempt: number, { reconnectWaitMs, reconnectWaitMaxMs }: RedisSettings): number {
  const most = Math.min(reconnectWaitMaxMs, reconnectWaitMs * 2 ** Math.min(attempt, 30));
  return most / 2 + (Math.random() * most) / 2;
}

function refusal(setting: string, trouble: string): Error {
  return transportErrors.TRANSPORT_SETTING({ transport: transportName, setting, trouble });
}
