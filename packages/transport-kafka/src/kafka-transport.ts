import { isConcordatError } from "@concordat/errors";
import {
  noLogger,
  subscribeSettingsOf,
  systemClock,
  type Transport,
  type TransportHealth,
  transportErrors,
} from "@concordat/runtime";
import type { OpenContext } from "@concordat/runtime/transport";
import { kafkaCapabilities } from "./capabilities.ts";
import { lagOf } from "./consume/lag.ts";
import { Member } from "./consume/member.ts";
import type { KafkaDriver } from "./driver.ts";
import { openDriver } from "./drivers/open-driver.ts";
import type { KafkaTransportOptions } from "./options.ts";
import { Publisher } from "./publish/publisher.ts";
import { type KafkaSettings, kafkaSettings } from "./settings.ts";
import { TopicBook } from "./topic-book.ts";
import { topicSetUps } from "./topic-set-up.ts";

const name = "kafka";

/** Health is told within two seconds, whatever the broker does. */
const healthTimeoutMs = 1_500;

/**
 * Connects, checks or creates the topics that are named, and asks the brokers what they promise.
 *
 * Throws TRANSPORT_SETTING, TRANSPORT_UNREACHABLE, TRANSPORT_LOGIN_REFUSED, TRANSPORT_FORBIDDEN, TOPOLOGY_MISSING, TRANSPORT_ADDRESS.
 */
export async function openKafkaTransport(
  options: KafkaTransportOptions,
  { clock = systemClock, logger = noLogger }: OpenContext = {},
): Promise<Transport> {
  const settings = kafkaSettings.read(options);
  checkTimes(settings);
  const setUps = topicSetUps(settings);
  const at = brokersOf(settings).join(", ");
  const driver = await openDriver({ settings, clock, logger });
  const topics = new TopicBook({ driver, settings, setUps, clock, logger });
  const durability = await opened(driver, topics, at);
  const capabilities = kafkaCapabilities({ settings, durability, brokerSettings: topics.brokerSettings });
  const { messageBytes, requestMessages } = capabilities.limits;
  const publisher = new Publisher({
    producer: driver.producer,
    clock,
    mode: settings.mode,
    partitionsOf: async (topic) => (await topics.factsOf(topic)).partitions,
    messageBytes,
    batchBytes: capabilities.batchBytes,
    requestMessages,
    bufferBytes: settings.bufferBytes,
    timeoutMs: settings.publishTimeoutMs,
    lingerMs: settings.lingerMs,
    at,
  });
  const members = new Set<Member>();
  let closing: Promise<void> | undefined;

  function assertOpen(asked: string): void {
    if (closing !== undefined) throw transportErrors.TRANSPORT_CLOSED({ transport: name, asked });
  }

  async function health(): Promise<TransportHealth> {
    if (closing !== undefined) return { status: "unhealthy", message: "it is closed" };
    const details = { client: driver.client, publishing: publisher.pending, groups: groupsOf(members) };
    try {
      const { brokers, missing } = await within(driver.ping());
      const told = { connectedTo: brokers.join(", "), ...details };
      const { trouble } = publisher;
      if (missing.length === 0 && trouble === undefined) return { status: "healthy", details: told };
      const waits = trouble === undefined ? [] : [`what is published waits: ${trouble.message}`];
      return { status: "degraded", message: [...missing, ...waits].join("; "), details: told };
    } catch (error) {
      const message = isConcordatError(error)
        ? error.message
        : `no broker answers: ${(error as Error).message}`;
      return { status: "unhealthy", message, details: { connectedTo: at, ...details } };
    }
  }

  async function within<Answer>(asked: Promise<Answer>): Promise<Answer> {
    const { promise: late, reject } = Promise.withResolvers<never>();
    const trouble = `nothing was heard within ${healthTimeoutMs} ms`;
    const cancel = clock.after(healthTimeoutMs, () => reject(new Error(trouble)), {
      keepsProcessAlive: true,
    });
    asked.catch(() => undefined);
    try {
      return await Promise.race([asked, late]);
    } finally {
      cancel();
    }
  }

  return {
    name,
    capabilities,

    async publish(messages) {
      assertOpen("publish");
      return publisher.publish(messages);
    },

    async subscribe(asked, handler) {
      assertOpen("subscribe");
      const subscribing = subscribeSettingsOf(asked);
      // Looked for anew: one that was there once may be gone, and nothing would come from it.
      for (const address of subscribing.addresses) topics.forget(address);
      await Promise.all(subscribing.addresses.map((address) => topics.factsOf(address)));
      assertOpen("subscribe");
      const member = new Member(subscribing, handler, {
        driver,
        clock,
        logger,
        commitMs: settings["group.commitMs"],
        handOverMs: settings["group.handOverMs"],
        joinTimeoutMs: 2 * settings["group.rebalanceTimeoutMs"],
        at,
        onClosed: (closed) => members.delete(closed),
      });
      members.add(member);
      try {
        return await member.join();
      } catch (error) {
        members.delete(member);
        throw error;
      }
    },

    health,

    async lag() {
      assertOpen("tell the lag");
      return lagOf(driver, members);
    },

    close() {
      closing ??= (async () => {
        await publisher.drain();
        await Promise.all([...members].map((member) => member.close()));
        await driver.close();
      })();
      return closing;
    },
  };
}

async function opened(driver: KafkaDriver, topics: TopicBook, at: string) {
  try {
    await driver.ping().catch((error: Error) => {
      if (isConcordatError(error)) throw error;
      const facts = { transport: name, at, trouble: error.message };
      throw transportErrors.TRANSPORT_UNREACHABLE(facts, { cause: error });
    });
    return await topics.open();
  } catch (error) {
    await driver.close();
    throw error;
  }
}

function brokersOf({ brokers }: KafkaSettings): readonly string[] {
  if (brokers !== undefined) return brokers;
  const trouble = "is not set, and has to be a list of texts, one at least";
  throw transportErrors.TRANSPORT_SETTING({ transport: name, setting: "brokers", trouble });
}

/** Each of them makes sense, and not all of them together. */
function checkTimes(settings: KafkaSettings): void {
  const pairs = [
    ["group.heartbeatMs", "group.sessionTimeoutMs"],
    ["group.handOverMs", "group.rebalanceTimeoutMs"],
  ] as const;
  for (const [setting, longer] of pairs)
    if (settings[setting] >= settings[longer]) {
      const trouble = `is ${settings[setting]}, and has to be less than "${longer}", which is ${settings[longer]}`;
      throw transportErrors.TRANSPORT_SETTING({ transport: name, setting, trouble });
    }
}

function groupsOf(members: ReadonlySet<Member>) {
  return [...members].map((member) => ({
    group: member.group,
    lag: Object.fromEntries(member.lags()),
  }));
}
