import { hostname } from "node:os";
import type { TypeNames } from "@concordat/cloudevents";
import { noLogger, systemClock, type Transport } from "@concordat/runtime";
import {
  connectionError,
  type ErrorLink,
  isForbidden,
  type LoginRefusal,
  type OpenContext,
  type TlsOption,
} from "@concordat/runtime/transport";
import { capabilitiesOf } from "./capabilities.ts";
import { durabilityOf } from "./durability.ts";
import { Asker } from "./link/asker.ts";
import type { Driver } from "./link/link.ts";
import { addressOf, linkOptionsOf, userOf } from "./link/link-options.ts";
import { nodeRedis } from "./link/node-redis.ts";
import { Pipe } from "./pipe/pipe.ts";
import { Publisher } from "./publish/publisher.ts";
import { ReadingConnection } from "./reading/reading-connection.ts";
import { RedisTransport } from "./redis-transport.ts";
import { type RedisSettings, redisSettings } from "./settings.ts";
import type { Address } from "./topology/address.ts";
import { provideStreams } from "./topology/streams.ts";
import { transportName } from "./transport-name.ts";
import { createContentReader } from "./wire/decode-content.ts";

/** The settings of docs/reference/transport-redis.md, names with dots as they are or as objects; and what is no data. */
export type RedisTransportOptions = Partial<RedisSettings> & {
  readonly tls?: TlsOption;
  /** What the names in messages of the event bus mean: `createTypeNames` of @concordat/cloudevents. Default: each is a type of its own. */
  readonly types?: TypeNames;
} & OpenContext;

/**
 * Connects to a Redis server, and asks it what it promises.
 *
 * Throws TRANSPORT_SETTING, TRANSPORT_UNREACHABLE, TRANSPORT_LOGIN_REFUSED, TRANSPORT_FORBIDDEN, TRANSPORT_CLIENT_MISSING.
 */
export async function openRedisTransport(options: RedisTransportOptions = {}): Promise<Transport> {
  const { clock = systemClock, logger = noLogger, types, ...given } = options;
  const settings = redisSettings.read(given);
  const linkOptions = linkOptionsOf(settings);
  const at = addressOf(settings.url);
  const attempt = { at, who: userOf(linkOptions) };
  const driver = await nodeRedis();
  const link = await reach(attempt, () => driver.connect(linkOptions));
  const asker = new Asker(link, { clock, at, timeoutMs: settings.commandTimeoutMs });
  const provide = async (address: Address) => {
    if (await provideStreams(asker, address, settings.provision))
      logger.info("streams were made", { address: address.name, streams: address.streams.length });
  };
  const publisher = new Publisher({ settings, clock, logger, provide });
  try {
    publisher.use(await reach(attempt, () => Pipe.open(linkOptions, clock, publisher)));
    const durability = await durabilityOf(asker, driver, { wanted: settings.durability, logger });
    return new RedisTransport({
      driver,
      settings,
      capabilities: capabilitiesOf(settings, durability),
      clock,
      logger,
      at,
      version: await versionOf(asker, driver),
      consumer: consumerName(settings.clientName),
      asker,
      publisher,
      provide,
      connect: () => driver.connect(linkOptions),
      connectToRead: () => ReadingConnection.open(linkOptions, clock),
      decode: createContentReader({ messageBytes: settings.messageBytes, types }),
    });
  } catch (error) {
    publisher.close();
    link.close();
    throw error;
  }
}

async function reach<Connection>(
  attempt: { readonly at: string; readonly who: string },
  connect: () => Promise<Connection>,
): Promise<Connection> {
  try {
    return await connect();
  } catch (cause) {
    throw connectionError(cause, { transport: transportName, ...attempt }, refusalIn);
  }
}

function refusalIn(links: readonly ErrorLink[]): LoginRefusal | undefined {
  const said = links.find(({ message = "" }) => /^(?:WRONGPASS|NOAUTH|ERR AUTH)\b/.test(message))?.message;
  return said === undefined
    ? undefined
    : { trouble: said, remedy: "check `username` and `password`, and that the server has this user" };
}

async function versionOf(asker: Asker, driver: Driver): Promise<string | undefined> {
  try {
    const info = String(await asker.ask(["INFO", "server"]));
    return /^redis_version:(\S+)/m.exec(info)?.[1];
  } catch (error) {
    if (isForbidden(error) || driver.refusalOf(error) !== undefined) return undefined;
    throw error;
  }
}

/** Never the same twice: what one process left must not look as if another one had it. */
function consumerName(name: string): string {
  const chance = Math.floor(Math.random() * 2 ** 32).toString(36);
  return `${name}-${hostname()}-${process.pid}-${chance}`;
}
