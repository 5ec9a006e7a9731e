import { cloudEventErrors } from "@concordat/cloudevents";
import {
  type Clock,
  type GroupLag,
  type Logger,
  noLogger,
  type OutgoingMessage,
  type PublishResult,
  type SubscribeSettings,
  subscribeSettingsOf,
  systemClock,
  type Transport,
  type TransportHealth,
  transportErrors,
} from "@concordat/runtime";
import { isForbidden, partitionOf } from "@concordat/runtime/transport";
import { capabilitiesOf } from "./capabilities.ts";
import { Member, type MemberWorld, type Place } from "./consume/member.ts";
import type { NatsLink } from "./drivers/driver.ts";
import type { Violation } from "./drivers/violation.ts";
import { dividePlaces } from "./partitions/divide-places.ts";
import type { LeaseBucket } from "./partitions/lease-bucket.ts";
import { type Addressed, Publisher } from "./publish/publisher.ts";
import type { NatsSettings } from "./settings.ts";
import { checkAddress, partitionSubject } from "./topology/address.ts";
import type { Durables } from "./topology/durables.ts";
import { type JetStream, nanosecondsPerMs } from "./topology/jetstream.ts";
import { consumerNameOf, consumersOf } from "./topology/names.ts";
import type { StreamFacts, Topology } from "./topology/topology.ts";
import { encodeMessage } from "./wire/encode-message.ts";

const name = "nats";

export type TransportWorld = {
  readonly settings: NatsSettings;
  readonly link: NatsLink;
  readonly api: JetStream;
  readonly topology: Topology;
  readonly streams: readonly StreamFacts[];
  readonly durables: Durables;
  /** Where members share partitions; there with `partitions` alone. */
  readonly bucket: LeaseBucket | undefined;
  readonly clock?: Clock | undefined;
  readonly logger?: Logger | undefined;
};

/** The port over a connection that stands. */
export class NatsTransport implements Transport {
  readonly name = name;
  readonly capabilities: Transport["capabilities"];
  readonly #world: TransportWorld;
  readonly #memberWorld: MemberWorld;
  readonly #publisher: Publisher;
  readonly #members = new Set<Member>();
  readonly #checked = new Set<string>();
  #nextPartition = 0;
  #isOpen = true;
  #ended: Error | undefined;
  #closing: Promise<void> | undefined;

  constructor(world: TransportWorld) {
    const { settings, link, topology, api, clock = systemClock, logger = noLogger } = world;
    this.#world = world;
    this.capabilities = capabilitiesOf(settings, link.server.maxPayload, world.streams);
    this.#publisher = new Publisher({ ...settings, link, topology, clock });
    this.#memberWorld = { ...settings, link, api, topology, clock, logger };
  }

  async publish(messages: readonly OutgoingMessage[]): Promise<readonly PublishResult[]> {
    this.#assertOpen("publish");
    if (messages.length === 0) return [];
    return this.#publisher.publish(messages.map((message) => this.#addressed(message)));
  }

  async subscribe(
    ...[asked, handler]: Parameters<Transport["subscribe"]>
  ): ReturnType<Transport["subscribe"]> {
    this.#assertOpen("subscribe");
    const settings = subscribeSettingsOf(asked);
    for (const address of settings.addresses) this.#checkAddress(address);
    const groups = await Promise.all(settings.addresses.map((address) => this.#placesAt(address, settings)));
    this.#assertOpen("subscribe");
    const member = new Member(settings, handler, groups.flat(), this.#memberWorld, (gone) =>
      this.#members.delete(gone),
    );
    this.#members.add(member);
    try {
      await Promise.all(groups.map((places) => this.#read(member, places)));
    } catch (error) {
      await member.subscription.close({ graceMs: 0 });
      throw error;
    }
    return member.toSubscription();
  }

  async health(): Promise<TransportHealth> {
    if (!this.#isOpen) return { status: "unhealthy", message: `the transport "${name}" is closed` };
    const { link, settings } = this.#world;
    const facts = { server: link.server.at, version: link.server.version, durability: settings.durability };
    if (this.#ended !== undefined)
      return { status: "unhealthy", message: this.#ended.message, details: facts };
    if (!link.isConnected)
      return { status: "unhealthy", message: "the connection is away, and is made again", details: facts };
    try {
      await link.flush(1_000);
    } catch {
      return { status: "unhealthy", message: "the server does not answer", details: facts };
    }
    const details = { ...facts, pendingPublishes: this.#publisher.pending };
    try {
      const [groups, troubles] = await Promise.all([this.#backlogs(800), this.#world.topology.troubles(800)]);
      const { forbidden } = this.#publisher;
      const all = forbidden === undefined ? troubles : [forbidden.message, ...troubles];
      if (all.length === 0) return { status: "healthy", details: { ...details, groups } };
      return { status: "degraded", message: all.join("; "), details: { ...details, groups } };
    } catch (error) {
      const { message: said } = error as Error;
      const message = isForbidden(error)
        ? said
        : `JetStream does not answer for every stream and group: ${said}`;
      return { status: "degraded", message, details };
    }
  }

  async lag(): Promise<readonly GroupLag[]> {
    this.#assertOpen("tell the lag");
    const unread = new Map<string, { group: string; address: string; unread: number }>();
    for (const { group, address, waiting, out } of await this.#backlogs(
      this.#world.settings.requestTimeoutMs,
    )) {
      const name = JSON.stringify([group, address]);
      const lag = unread.get(name) ?? { group, address, unread: 0 };
      lag.unread += waiting + out;
      unread.set(name, lag);
    }
    return [...unread.values()];
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  connectionLost(): void {
    this.#publisher.connectionLost();
  }

  connectionFound(): void {
    this.#publisher.connectionFound();
    for (const member of this.#members) member.connectionFound();
  }

  /** The server does not let this user publish there: a message, a request for some, or what became of one. */
  denied(violation: Violation): void {
    if (violation.operation !== "publish") return;
    this.#publisher.denied(violation.subject);
    for (const member of this.#members) member.denied(violation);
  }

  /** For good: nothing that is subscribed gets anything any more. */
  connectionEnded(error: Error): void {
    this.#ended = error;
    const { at } = this.#world.link.server;
    for (const { subscription } of this.#members)
      subscription.fail(
        transportErrors.TRANSPORT_UNREACHABLE(
          { transport: name, at, trouble: error.message },
          { cause: error },
        ),
      );
  }

  async #close(): Promise<void> {
    this.#isOpen = false;
    await Promise.all([
      this.#publisher.close(),
      ...[...this.#members].map(({ subscription }) => subscription.close()),
    ]);
    await this.#world.link.close();
  }

  #addressed(message: OutgoingMessage): Addressed | PublishResult {
    const { address, key } = message;
    try {
      this.#checkAddress(address);
      const content = encodeMessage(message, this.#world.settings.mode);
      const { messageBytes } = this.capabilities.limits;
      if (content.bytes > messageBytes)
        return refused(cloudEventErrors.LIMIT_EVENT_BYTES({ bytes: content.bytes, limit: messageBytes }));
      const onWire = content.headerBytes + content.bodyBytes;
      const { maxPayload } = this.#world.link.server;
      if (onWire > maxPayload)
        return refused(cloudEventErrors.LIMIT_EVENT_BYTES({ bytes: onWire, limit: maxPayload }));
      return { address, subject: this.#subjectFor(address, key), content };
    } catch (error) {
      return refused(error as Error);
    }
  }

  /** A message without a key may go anywhere, so they take turns. */
  #subjectFor(address: string, key: string | undefined): string {
    const { partitions } = this.#world.settings;
    if (partitions === 0) return address;
    if (key !== undefined) return partitionSubject(address, partitionOf(key, partitions));
    this.#nextPartition = (this.#nextPartition + 1) % partitions;
    return partitionSubject(address, this.#nextPartition);
  }

  #checkAddress(address: string): void {
    if (this.#checked.has(address)) return;
    checkAddress(address, this.#world.settings.partitions);
    if (this.#checked.size < 10_000) this.#checked.add(address);
  }

  /** Has the consumers of the group there: one, or with partitions one for each and one for what others publish on the bare subject. */
  async #placesAt(address: string, { group, from }: SubscribeSettings): Promise<readonly Place[]> {
    const { topology, settings, durables } = this.#world;
    const { name: stream } = await topology.streamOf(address);
    const durable = durables.get(group)?.get(address);
    const inOrder = settings.partitions > 0;
    return Promise.all(
      consumersOf(durable ?? consumerNameOf(group, address), settings.partitions).map(
        async (consumer, partition) => {
          const subject = partition < settings.partitions ? partitionSubject(address, partition) : address;
          // Of what was declared, the partitions are ours: they come and go with the setting.
          const isDeclared = consumer === durable;
          const { config } = await topology.haveConsumer({
            stream,
            name: consumer,
            subject,
            from,
            isDeclared,
          });
          // Without a word of it the server waits for 30 seconds.
          const ackWaitMs = (config.ack_wait ?? 30_000 * nanosecondsPerMs) / nanosecondsPerMs;
          return { address, subject, stream, consumer, inOrder, ackWaitMs };
        },
      ),
    );
  }

  async #read(member: Member, places: readonly Place[]): Promise<void> {
    const { bucket, settings } = this.#world;
    if (bucket === undefined) for (const place of places) member.open(place);
    else await dividePlaces(member, places, { ...this.#memberWorld, bucket, leaseMs: settings.leaseMs });
  }

  /** Of what is subscribed here: what waits at the server, and what is with members. A consumer that is gone has nothing. */
  async #backlogs(timeoutMs: number): Promise<readonly Backlog[]> {
    const places = new Map<string, { readonly group: string; readonly place: Place }>();
    for (const { group, places: all } of this.#members)
      for (const place of all) places.set(`${place.stream} ${place.consumer}`, { group, place });
    const { topology } = this.#world;
    return Promise.all(
      [...places.values()].map(async ({ group, place: { address, subject, stream, consumer } }) => {
        const info = await topology.consumerInfo(stream, consumer, timeoutMs);
        return { group, address, subject, waiting: info?.num_pending ?? 0, out: info?.num_ack_pending ?? 0 };
      }),
    );
  }

  #assertOpen(asked: string): void {
    if (!this.#isOpen) throw transportErrors.TRANSPORT_CLOSED({ transport: name, asked });
  }
}

type Backlog = {
  readonly group: string;
  readonly address: string;
  readonly subject: string;
  readonly waiting: number;
  readonly out: number;
};

function refused(error: Error): PublishResult {
  return { status: "refused", error };
}
