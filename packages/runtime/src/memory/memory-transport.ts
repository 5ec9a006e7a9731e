import { cloudEventErrors } from "@concordat/cloudevents";
import type { TransportCapabilities } from "../ports/capabilities.ts";
import { type SubscribeSettings, subscribeSettingsOf } from "../ports/subscribe-settings.ts";
import type { GroupLag, OutgoingMessage, PublishResult, Transport } from "../ports/transport.ts";
import { transportErrors } from "../ports/transport-errors.ts";
import { type EncodedMessage, encodeMessage } from "./encoding.ts";
import { Member } from "./member.ts";
import type { MemoryAddress } from "./memory-address.ts";
import { addressOf, createMemoryBroker, type MemoryBroker } from "./memory-broker.ts";
import type { MemoryBrokerOptions, MemorySettings } from "./options.ts";

export type MemoryTransportOptions = MemoryBrokerOptions | { readonly broker: MemoryBroker };

const name = "memory";

/**
 * Messages within this process: what an embedded bus runs on, and what every other transport is measured against.
 *
 * Events are encoded when they are published and decoded for each delivery, as on a wire, so that nothing works here that would not work
 * there. Nothing outlives the process.
 */
export function createMemoryTransport(options: MemoryTransportOptions = {}): Transport {
  const broker = "broker" in options ? options.broker : createMemoryBroker(options);
  const { settings, turns, addresses } = broker;
  /** With what each of them reads. */
  const members = new Map<Member, SubscribeSettings>();
  let isOpen = true;
  let closing: Promise<void> | undefined;
  /** Stands for this transport where publishes wait for room. */
  const owner = {};

  return {
    name,
    capabilities: capabilitiesOf(settings),

    async publish(messages) {
      assertOpen("publish");
      let waits = false;
      const results = messages.map((message) => {
        const result = publishOne(message);
        waits ||= result instanceof Promise;
        return result;
      });
      if (waits) return Promise.all(results);
      await turns.pace(messages.length);
      return results as PublishResult[];
    },

    async subscribe(asked, handler) {
      assertOpen("subscribe");
      const settled = subscribeSettingsOf(asked);
      const backlogs = settled.addresses.map((address) =>
        addressOf(broker, address).backlogOf(settled.group, settled.from),
      );
      const onClosed = (gone: Member) => void members.delete(gone);
      const member = new Member(settled, backlogs, handler, { settings, turns, onClosed });
      members.set(member, settled);
      return {
        resize: (maxInFlight) => member.resize(maxInFlight),
        close: (closeOptions) => member.close(closeOptions),
        closed: member.closed,
      };
    },

    async health() {
      if (!isOpen) return { status: "unhealthy", message: `the transport "${name}" is closed` };
      return { status: "healthy", details: { addresses: [...addresses.values()].map(factsOf) } };
    },

    async lag() {
      assertOpen("tell the lag");
      const byPair = new Map<string, GroupLag>();
      for (const { group, addresses: read } of members.values())
        for (const address of read) {
          const unread = addresses.get(address)?.backlogs.get(group)?.unread ?? 0;
          byPair.set(JSON.stringify([group, address]), { group, address, unread });
        }
      return [...byPair.values()];
    },

    close() {
      closing ??= close();
      return closing;
    },
  };

  function publishOne(message: OutgoingMessage): PublishResult | Promise<PublishResult> {
    let encoded: EncodedMessage;
    try {
      encoded = encodeMessage(message);
    } catch (error) {
      return { status: "refused", error: error as Error };
    }
    const limit = settings.messageBytes;
    if (encoded.bytes > limit) {
      const error = cloudEventErrors.LIMIT_EVENT_BYTES({ bytes: encoded.bytes, limit });
      return { status: "refused", error };
    }
    return addressOf(broker, message.address).accept(encoded, owner);
  }

  async function close(): Promise<void> {
    isOpen = false;
    for (const address of addresses.values())
      address.withdraw(owner, () =>
        transportErrors.TRANSPORT_CLOSED({ transport: name, asked: `wait for room at ${address.name}` }),
      );
    await Promise.all([...members.keys()].map((member) => member.close()));
  }

  function assertOpen(asked: string): void {
    if (!isOpen) throw transportErrors.TRANSPORT_CLOSED({ transport: name, asked });
  }
}

function factsOf({ name, log, backlogs, waiting }: MemoryAddress) {
  return {
    address: name,
    kept: log.size,
    publishesWaiting: waiting,
    groups: [...backlogs.values()].map(({ group, unread, dropped }) => ({ group, unread, dropped })),
  };
}

function capabilitiesOf({ dedupeWindowMs, messageBytes }: MemorySettings): TransportCapabilities {
  return {
    durability: "none",
    order: "key",
    replay: true,
    attempts: true,
    dedupeWindowMs:
      dedupeWindowMs > 0
        ? dedupeWindowMs
        : { notPromised: "switched off; the option `dedupeWindowMs` switches it on" },
    reconnects: { notPromised: "it lives in this process: there is nothing to reconnect to" },
    limits: { messageBytes, requestMessages: Number.POSITIVE_INFINITY },
  };
}
