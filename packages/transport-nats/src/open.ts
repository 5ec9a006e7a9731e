import { readFile } from "node:fs/promises";
import { noLogger, systemClock, transportErrors } from "@concordat/runtime";
import type { OpenContext, TransportModule } from "@concordat/runtime/transport";
import { chooseDriver } from "./drivers/choose-driver.ts";
import type { LinkOptions, NatsDriver, NatsLink, TlsFiles } from "./drivers/driver.ts";
import { LeaseBucket } from "./partitions/lease-bucket.ts";
import { type NatsSettings, natsSettings } from "./settings.ts";
import { JetStream } from "./topology/jetstream.ts";
import type { NatsStreamOptions } from "./topology/stream-options.ts";
import { Topology } from "./topology/topology.ts";
import { NatsTransport } from "./transport.ts";

type TlsOptions = {
  readonly on?: boolean;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly handshakeFirst?: boolean;
};

/** The settings, as `docs/reference/transport-nats.md` lists them, and what a program alone can hand in. */
export type NatsTransportOptions = Partial<
  Omit<NatsSettings, "streams" | "tls.on" | "tls.ca" | "tls.cert" | "tls.key" | "tls.handshakeFirst">
> & {
  readonly streams?: Readonly<Record<string, NatsStreamOptions>>;
  readonly tls?: TlsOptions;
  /** Another client than the two that come along. */
  readonly driver?: NatsDriver;
} & OpenContext;

/**
 * Connects, and looks whether what was declared is there.
 *
 * Throws TRANSPORT_SETTING, TRANSPORT_UNREACHABLE, TOPOLOGY_MISSING, TOPOLOGY_MISMATCH, NATS_CLIENT_MISSING.
 */
export async function openNatsTransport(options: NatsTransportOptions = {}): Promise<NatsTransport> {
  const { driver, clock = systemClock, logger = noLogger, ...given } = options;
  const settings = natsSettings.read(given);
  const chosen = driver ?? (await chooseDriver(settings.client));
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
  });
  try {
    const api = new JetStream(link, settings.domain, settings.requestTimeoutMs);
    const topology = new Topology(api, settings, logger);
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
    transport = new NatsTransport({ settings, link, api, topology, streams, bucket, clock, logger });
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

type News = Pick<LinkOptions, "onLost" | "onFound" | "onEnd">;

async function reach(driver: NatsDriver, settings: NatsSettings, news: News): Promise<NatsLink> {
  const { servers, clientName: name, user, pass, token, nkeySeed, credentials } = settings;
  const file = credentials === undefined ? undefined : await readSecret(credentials);
  try {
    return await driver.connect({
      servers,
      name,
      credentials: { user, pass, token, nkeySeed, file },
      tls: tlsOf(settings),
      connectTimeoutMs: settings.connectTimeoutMs,
      pingIntervalMs: settings.pingIntervalMs,
      reconnectDelayMs: backOff(settings),
      ...news,
    });
  } catch (cause) {
    const trouble = cause instanceof Error ? cause.message : String(cause);
    throw transportErrors.TRANSPORT_UNREACHABLE(
      { transport: "nats", at: servers.join(", "), trouble },
      { cause },
    );
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

function tlsOf(settings: NatsSettings): TlsFiles | undefined {
  const files = {
    ca: settings["tls.ca"],
    cert: settings["tls.cert"],
    key: settings["tls.key"],
    handshakeFirst: settings["tls.handshakeFirst"],
  };
  const isAsked = settings["tls.on"] || files.handshakeFirst || files.ca || files.cert || files.key;
  return isAsked ? files : undefined;
}

/** Doubles from try to try until it was connected once more; half of each pause is random, so that many clients do not come at once. */
function backOff({ reconnectWaitMs, reconnectWaitMaxMs }: NatsSettings): () => number {
  let tries = 0;
  let last = 0;
  return () => {
    const now = performance.now();
    // A long time without being asked: it was connected meanwhile.
    if (now - last > 2 * reconnectWaitMaxMs) tries = 0;
    last = now;
    const pause = tries === 0 ? 0 : Math.min(reconnectWaitMaxMs, reconnectWaitMs * 2 ** (tries - 1));
    tries = Math.min(tries + 1, 30);
    return Math.ceil(pause * (0.5 + Math.random() / 2));
  };
}
