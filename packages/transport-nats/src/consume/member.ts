import {
  type Clock,
  type DeliveryHandler,
  type Logger,
  type SubscribeSettings,
  type Subscription,
  transportErrors,
} from "@concordat/runtime";
import { Hands, isForbidden, type OpenSubscription, openSubscription } from "@concordat/runtime/transport";
import type { NatsLink } from "../drivers/driver.ts";
import type { Violation } from "../drivers/violation.ts";
import { forbidden } from "../forbidden.ts";
import type { JetStream } from "../topology/jetstream.ts";
import type { Topology } from "../topology/topology.ts";
import { decodeContent } from "../wire/decode-message.ts";
import { ownHeadersOf } from "../wire/headers.ts";
import { consumerOfAck } from "./ack-subject.ts";
import { Acknowledgements } from "./acknowledgements.ts";
import { Puller, type PullerOptions, type Ticket } from "./puller.ts";

export type MemberWorld = {
  readonly link: NatsLink;
  readonly api: JetStream;
  readonly topology: Topology;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly lookAhead: number;
};

/** A consumer of JetStream that a member reads. */
export type Place = {
  readonly address: string;
  readonly subject: string;
  readonly stream: string;
  readonly consumer: string;
  /** A member reads it alone, and in order. */
  readonly inOrder: boolean;
  /** After so long without a sign of life the server gives a message to another: what the consumer has, whoever made it. */
  readonly ackWaitMs: number;
};

/** What divides places among the members; a member that shares every place with all others needs none. */
export type Sharing = {
  /** Looks again: what was agreed may have ended meanwhile. */
  look(): void;
  /** No places any more are taken from now on. */
  stop(): void;
  leave(): Promise<void>;
};

const longestHeartbeatMs = 5_000;

/** One subscription: hands, and a puller for each place that it reads now. */
export class Member {
  readonly places: readonly Place[];
  readonly subscription: OpenSubscription;
  readonly #world: MemberWorld;
  readonly #hands: Hands<Ticket>;
  readonly #acknowledgements: Acknowledgements;
  readonly #pullers = new Map<Place, Puller>();
  readonly #group: string;
  readonly #ahead: number;
  readonly #sharings: Sharing[] = [];
  #maxInFlight: number;
  #isOpen = true;
  readonly #isLookingFor = new Set<Puller>();
  readonly #endTicks: () => void;

  constructor(
    settings: SubscribeSettings,
    handler: DeliveryHandler,
    places: readonly Place[],
    world: MemberWorld,
    onClosed: (member: Member) => void,
  ) {
    this.#world = world;
    this.#acknowledgements = new Acknowledgements(world.link);
    this.places = places;
    this.#group = settings.group;
    this.#maxInFlight = settings.maxInFlight;
    this.#ahead = world.lookAhead;
    this.#hands = new Hands<Ticket>(
      settings,
      handler,
      {
        decode: decodeContent,
        ownHeaders: ownHeadersOf,
        handled: ({ ticket }) => ticket.puller.handled(ticket),
        hungry: () => this.#fillAll(),
      },
      { clock: world.clock, lookAhead: world.lookAhead },
    );
    this.subscription = openSubscription(this.#hands, settings, {
      stopFetching: () => this.#stop(),
      leave: (rest) => this.#leave(rest.map(({ ticket }) => ticket)),
    });
    this.#endTicks = this.#tick(Math.min(...places.map(({ ackWaitMs }) => ackWaitMs)) / 3);
    const closed = () => onClosed(this);
    this.subscription.closed.then(closed, closed);
  }

  get group(): string {
    return this.#group;
  }

  /** As the port has it; `resize` has to be seen here, too. */
  toSubscription(): Subscription {
    const { subscription } = this;
    return {
      resize: (maxInFlight) => {
        subscription.resize(maxInFlight);
        this.#maxInFlight = maxInFlight;
        this.#fillAll();
      },
      close: (options) => subscription.close(options),
      closed: subscription.closed,
    };
  }

  join(sharing: Sharing): void {
    this.#sharings.push(sharing);
  }

  /** Begins to read there. */
  open(place: Place): void {
    if (!this.#isOpen || this.#pullers.has(place)) return;
    const { link, api, clock } = this.#world;
    const puller = new Puller({
      link,
      clock,
      acknowledgements: this.#acknowledgements,
      nextSubject: nextSubjectOf(place, api),
      address: place.address,
      // A leader that died tells nobody that it is gone. It is missed before anybody thinks that a message was forgotten.
      heartbeatMs: Math.min(longestHeartbeatMs, Math.ceil(place.ackWaitMs / 3)),
      room: (each) => this.#roomFor(each),
      take: (arrival) => this.#hands.take(arrival),
      onTrouble: (each, trouble) => void this.#lookFor(place, each, trouble),
      onViolation: (violation) =>
        this.endForbidden(forbidden(`hearing what the consumer ${place.consumer} delivers`, violation)),
      inOrder: place.inOrder ? this.#inOrderAt(place) : undefined,
    });
    this.#pullers.set(place, puller);
    puller.start();
  }

  #inOrderAt({ stream, consumer, address, ackWaitMs }: Place): PullerOptions["inOrder"] {
    const { topology, logger } = this.#world;
    return {
      ackWaitMs,
      state: async () => {
        const info = await topology.consumerInfo(stream, consumer, 1_000).catch((error: unknown) => {
          if (isForbidden(error)) this.endForbidden(error);
          throw error;
        });
        if (info === undefined) throw new Error("the consumer is gone");
        return { unsettled: info.num_ack_pending, turn: info.delivered.consumer_seq };
      },
      onElsewhere: (missing) =>
        logger.warn("somebody else reads a partition, so that its order is not certain", {
          group: this.#group,
          address,
          consumer,
          missing,
        }),
    };
  }

  /** Reads there no longer: waits for what is with the handler, and gives the rest back. */
  async release(place: Place, graceMs: number): Promise<void> {
    const puller = this.#pullers.get(place);
    if (puller === undefined) return;
    this.#pullers.delete(place);
    puller.stop();
    const rest = await this.#hands.release(puller, graceMs);
    await puller.giveBack(rest.map(({ ticket }) => ticket));
    this.#fillAll();
  }

  /** The server did not take what was published on this subject: by this member, if it asks or acknowledges there. */
  denied(violation: Violation): void {
    const { subject } = violation;
    const settled = consumerOfAck(subject);
    for (const place of this.#pullers.keys()) {
      const { stream, consumer } = place;
      if (subject === nextSubjectOf(place, this.#world.api))
        this.endForbidden(forbidden(`asking the consumer ${consumer} for messages`, violation));
      else if (settled?.stream === stream && settled.consumer === consumer)
        this.endForbidden(forbidden(`acknowledging what the consumer ${consumer} delivered`, violation));
    }
  }

  /** A right is missing without which nothing is read, and which does not come by asking again. */
  endForbidden(error: Error): void {
    if (!this.#isOpen) return;
    const { places, group } = this;
    const addresses = [...new Set(places.map(({ address }) => address))];
    this.#world.logger.error("a subscription ends: a right is missing", {
      group,
      addresses,
      error: error.message,
    });
    this.subscription.fail(error);
  }

  connectionFound(): void {
    for (const sharing of this.#sharings) sharing.look();
    for (const puller of this.#pullers.values()) puller.restart();
  }

  /** All pullers share the hands: each may ask for its part, so that what they have asked for all together fits. */
  #roomFor(puller: Puller): number {
    const share = Math.ceil((this.#maxInFlight + this.#ahead) / Math.max(1, this.#pullers.size));
    return Math.min(this.#hands.wanted, share - puller.held) - puller.asked;
  }

  #fillAll(): void {
    for (const puller of this.#pullers.values()) puller.fill();
  }

  /** Three times within the time after which the server thinks that a message was forgotten. */
  #tick(everyMs: number): () => void {
    let cancel = () => {};
    const plan = () => {
      cancel = this.#world.clock.after(everyMs, () => {
        for (const puller of this.#pullers.values()) puller.tick();
        plan();
      });
    };
    plan();
    return () => cancel();
  }

  #stop(): void {
    this.#isOpen = false;
    for (const sharing of this.#sharings) sharing.stop();
    for (const puller of this.#pullers.values()) puller.stop();
  }

  async #leave(rest: readonly Ticket[]): Promise<void> {
    this.#endTicks();
    await Promise.all(
      [...this.#pullers.values()].map((puller) =>
        puller.giveBack(rest.filter((ticket) => ticket.puller === puller)),
      ),
    );
    const { link } = this.#world;
    this.#acknowledgements.flush();
    // What was acknowledged before has to be at the server before somebody else reads on.
    if (link.isConnected) await link.flush(2_000).catch(() => undefined);
    await Promise.all(this.#sharings.map((sharing) => sharing.leave()));
  }

  /** A server that starts knows nothing for a while; what is missing in three looks in a row is gone. */
  async #lookFor(place: Place, puller: Puller, trouble: string): Promise<void> {
    if (this.#isLookingFor.has(puller)) return;
    this.#isLookingFor.add(puller);
    const { clock, topology, link, logger } = this.#world;
    const { stream, consumer, address } = place;
    let missing = 0;
    try {
      while (this.#isOpen && missing < 3) {
        await clock.sleep(500);
        if (!link.isConnected) return;
        if ((await topology.consumerInfo(stream, consumer)) !== undefined) return;
        missing += 1;
      }
      if (!this.#isOpen) return;
      logger.error("a subscription ends: its consumer is gone", {
        group: this.#group,
        address,
        consumer,
        trouble,
      });
      const what = `the consumer ${consumer} of the stream ${stream}`;
      this.subscription.fail(transportErrors.TOPOLOGY_MISSING({ transport: "nats", what, address }));
    } catch (error) {
      // Where nobody answers, whoever asks again later finds out.
      if (isForbidden(error)) this.endForbidden(error);
    } finally {
      this.#isLookingFor.delete(puller);
    }
  }
}

function nextSubjectOf({ stream, consumer }: Place, api: JetStream): string {
  return api.subject(`CONSUMER.MSG.NEXT.${stream}.${consumer}`);
}
