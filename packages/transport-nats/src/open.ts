import { readFile } from "node:fs/promises";
import { noLogger, systemClock, transportErrors } from "@concordat/runtime";
import {
  connectionError,
  type ErrorLink,
  jitteredPause,
  type LoginRefusal,
  type OpenContext,
  type TlsOption,
  type TransportModule,
  tlsOptionsOf,
} from "@concordat/runtime/transport";
import { chooseDriver } from "./drivers/choose-driver.ts";
import type { LinkOptions, NatsDriver, NatsLink } from "./drivers/driver.ts";
import { LeaseBucket } from "./partitions/lease-bucket.ts";
import { type NatsSettings, natsSettings } from "./settings.ts";
import { declaredDurables } from "./topology/durables.ts";
import { JetStream } from "./topology/jetstream.ts";
import { declaredStreams, type NatsStreamOptions } from "./topology/stream-options.ts";
import { Topology } from "./topology/topology.ts";
import { NatsTransport } from "./transport.ts";

/** The settings, as `docs/reference/transport-nats.md` lists them, and what a program alone can hand in. */
export type NatsTransportOptions = Partial<
  Omit<NatsSettings, "streams" | "durables" | "driver" | `tls.${string}`>
> & {
  readonly streams?: Readonly<Record<string, NatsStreamOptions>>;
  /** By group, then by address. */
  readonly durables?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly tls?: TlsOption & { readonly handshakeFirst?: boolean };
  /** One of the two clients that come along, or another one. */
  readonly driver?: NatsSettings["driver"] | NatsDriver;
} & OpenContext;

/**
 * Connects, and looks whether what was declared is there.
 *
 * Throws TRANSPORT_SETTING, TRANSPORT_UNREACHABLE, TRANSPORT_LOGIN_REFUSED, TRANSPORT_FORBIDDEN, TOPOLOGY_MISSING, TOPOLOGY_MISMATCH, TRANSPORT_CLIENT_MISSING.
 */
export async function openNatsTransport(options: NatsTransportOptions = {}): Promise<NatsTransport> {
  const { driver, clock = systemClock, logger = noLogger, ...given } = options;
  const own = typeof driver === "object" ? driver : undefined;
  const settings = natsSettings.read(own === undefined ? { ...given, driver } : given);
  const declared = declaredStreams(settings);
  const durables = declaredDurables(settings, declared);
  const chosen = own ?? (await chooseDriver(settings.driver));
  let transport: NatsTransport | undefined;
  const link = await reach(chosen, settings, {
    onLost: () => {
      logger.warn("the connection is lost and is made again", { transport: "nats" });
      transport?.connectionLost();
    },
    onFound: () => {
      logger.info("the connection is there again", { transport: "nats", server: link.server.at });
      transport?.connectionFound();
    },
    onEnd: (error) => {
      logger.error("the connection is gone for good", { transport: "nats", error: error.message });
      transport?.connectionEnded(error);
    },
    onViolation: (violation) => transport?.denied(violation),
  });
  try {
    const api = new JetStream(link, settings.domain, settings.requestTimeoutMs);
    const topology = new Topology(api, declared, settings, logger);
    const streams = await topology.open();
    const bucket =
      settings.partitions > 0
        ? new LeaseBucket(
            api,
            settings.leaseBucket,
            Math.min(settings.leaseMs / 4, settings.requestTimeoutMs),
          )
        : undefined;
    await bucket?.open(settings.provision, settings.replicas, logger);
    transport = new NatsTransport({
      settings,
      link,
      api,
      topology,
      streams,
      durables,
      bucket,
      clock,
      logger,
    });
    return transport;
  } catch (error) {
    await link.close();
    throw error;
  }
}

export const transportModule: TransportModule = {
  name: "nats",
  settings: natsSettings.table,
  open: (settings, context) => openNatsTransport({ ...(settings as NatsTransportOptions), ...context }),
};

type News = Pick<LinkOptions, "onLost" | "onFound" | "onEnd" | "onViolation">;

async function reach(driver: NatsDriver, settings: NatsSettings, news: News): Promise<NatsLink> {
  const { servers, clientName: name, user, pass, token, nkeySeed, credentials } = settings;
  const pauses = { firstMs: settings.reconnectWaitMs, mostMs: settings.reconnectWaitMaxMs };
  const file = credentials === undefined ? undefined : await readSecret(credentials);
  try {
    return await driver.connect({
      servers,
      name,
      credentials: { user, pass, token, nkeySeed, file },
      tls: tlsOf(settings),
      connectTimeoutMs: settings.connectTimeoutMs,
      pingIntervalMs: settings.pingIntervalMs,
      reconnectPauseMs: (tries) => Math.ceil(jitteredPause(tries + 1, pauses)),
      ...news,
    });
  } catch (cause) {
    const at = servers.join(", ");
    throw connectionError(cause, { transport: "nats", at, who: whoIs(settings) }, refusalIn);
  }
}

async function readSecret(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    const trouble = `names a file that cannot be read: ${(cause as Error).message}`;
    throw transportErrors.TRANSPORT_SETTING(
      { transport: "nats", setting: "credentials", trouble },
      { cause },
    );
  }
}

function tlsOf(settings: NatsSettings): LinkOptions["tls"] {
  const handshakeFirst = settings["tls.handshakeFirst"];
  const options = tlsOptionsOf("nats", handshakeFirst ? { ...settings, "tls.on": true } : settings);
  return options && { ...options, handshakeFirst };
}

/** The server tells no more than that, whether it knows nobody of that name or the password is another. */
const loginRefused = /authorization violation|authentication (?:expired|revoked|timeout)/i;

function refusalIn(links: readonly ErrorLink[]): LoginRefusal | undefined {
  const said = links.find(({ message = "" }) => loginRefused.test(message))?.message;
  if (said === undefined) return undefined;
  const remedy = "check the login: `user` and `pass`, `token`, `nkeySeed` or `credentials`";
  return { trouble: said, remedy };
}

function whoIs({ user, token, nkeySeed, credentials }: NatsSettings): string {
  if (credentials !== undefined) return `the user of ${credentials}`;
  if (nkeySeed !== undefined) return "the user of this NKey";
  if (token !== undefined) return "whoever has this token";
  return user === undefined ? "somebody without a login" : JSON.stringify(user);
}
