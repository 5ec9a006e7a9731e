import { cloudEventErrors } from "@concordat/cloudevents";
import type { TransportCapabilities } from "../ports/capabilities.ts";
import { subscribeSettingsOf } from "../ports/subscribe-settings.ts";
import type {
  DeliveryHandler,
  OutgoingMessage,
  PublishResult,
  SubscribeOptions,
  Subscription,
  Transport,
  TransportHealth,
} from "../ports/transport.ts";
import { transportErrors } from "../ports/transport-errors.ts";
import { type EncodedMessage, encodeMessage } from "./encoding.ts";
import { Member } from "./member.ts";
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
  return new MemoryTransport("broker" in options ? options.broker : createMemoryBroker(options));
}

class MemoryTransport implements Transport {
  readonly name = name;
  readonly capabilities: TransportCapabilities;
  readonly #broker: MemoryBroker;
  readonly #members = new Set<Member>();
  #isOpen = true;
  #closing: Promise<void> | undefined;

  constructor(broker: MemoryBroker) {
    this.#broker = broker;
    this.capabilities = capabilitiesOf(broker.settings);
  }

  async publish(messages: readonly OutgoingMessage[]): Promise<readonly PublishResult[]> {
    this.#assertOpen("publish");
    let waits = false;
    const results = messages.map((message) => {
      const result = this.#publishOne(message);
      waits ||= result instanceof Promise;
      return result;
    });
    if (waits) return Promise.all(results);
    if (this.#broker.turns.isOver) await this.#broker.turns.next();
    return results as PublishResult[];
  }

  async subscribe(options: SubscribeOptions, handler: DeliveryHandler): Promise<Subscription> {
    this.#assertOpen("subscribe");
    const asked = subscribeSettingsOf(options);
    const backlogs = asked.addresses.map((each) =>
      addressOf(this.#broker, each).backlogOf(asked.group, asked.from),
    );
    const { settings, turns } = this.#broker;
    const onClosed = (gone: Member) => void this.#members.delete(gone);
    const member = new Member(asked, backlogs, handler, { settings, turns, onClosed });
    this.#members.add(member);
    return member;
  }

  async health(): Promise<TransportHealth> {
    if (!this.#isOpen) return { status: "unhealthy", message: `the transport "${name}" is closed` };
    const addresses = [...this.#broker.addresses.values()].map(({ name, log, backlogs, waiting }) => ({
      address: name,
      kept: log.size,
      publishesWaiting: waiting,
      groups: [...backlogs.values()].map(({ group, unread, dropped }) => ({ group, unread, dropped })),
    }));
    return { status: "healthy", details: { addresses } };
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  #publishOne(message: OutgoingMessage): PublishResult | Promise<PublishResult> {
    let encoded: EncodedMessage;
    try {
      encoded = encodeMessage(message);
    } catch (error) {
      return { status: "refused", error: error as Error };
    }
    const { address } = message;
    const limit = this.#broker.settings.messageBytes;
    if (encoded.bytes > limit) {
      const error = cloudEventErrors.LIMIT_EVENT_BYTES({ bytes: encoded.bytes, limit });
      return { status: "refused", error };
    }
    return addressOf(this.#broker, address).accept(encoded, this);
  }

  async #close(): Promise<void> {
    this.#isOpen = false;
    for (const address of this.#broker.addresses.values())
      address.withdraw(this, () =>
        transportErrors.TRANSPORT_CLOSED({ transport: name, asked: `wait for room at ${address.name}` }),
      );
    await Promise.all([...this.#members].map((member) => member.close()));
  }

  #assertOpen(asked: string): void {
    if (!this.#isOpen) throw transportErrors.TRANSPORT_CLOSED({ transport: name, asked });
  }
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
