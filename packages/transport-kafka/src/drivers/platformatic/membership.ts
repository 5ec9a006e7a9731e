import { isConcordatError } from "@concordat/errors";
import type { Clock, Logger } from "@concordat/runtime";
import { type Connection, heartbeatV4, joinGroupV7, leaveGroupV4, syncGroupV5 } from "@platformatic/kafka";
import type { TopicPartition } from "../../driver.ts";
import { backOff } from "../../publish/back-off.ts";
import { ask } from "./ask.ts";
import { protocolName, readAssignment, shareOut, subscriptionOf, topicsOf } from "./assignment.ts";
import type { Cluster } from "./cluster.ts";
import type { Connections } from "./connections.ts";
import { coordinatorOf, type Membership } from "./group-api.ts";
import { brokerError, code, isRetriable } from "./protocol-codes.ts";

export type MembershipOptions = {
  readonly group: string;
  readonly topics: readonly string[];
  readonly cluster: Cluster;
  /** Used by nobody else: the broker holds the answer to a member that joins until all others have joined again. */
  readonly connections: Connections;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly sessionTimeoutMs: number;
  readonly heartbeatMs: number;
  readonly rebalanceTimeoutMs: number;
  /** Rejects: they are asked for again. */
  onGained(partitions: readonly TopicPartition[]): Promise<void>;
  onLosing(partitions: readonly TopicPartition[]): Promise<void>;
  onLost(partitions: readonly TopicPartition[]): void;
  /** After a round in which nothing more has to move. */
  onSettled(): void;
  onEnded(error: Error): void;
};

/** How often a member that waits to be let in asks whether it waits at the right place. */
const stillThereMs = 2_000;

/** How often the leader looks whether a topic has more partitions than before. */
const lookAgainMs = 60_000;

/**
 * A member of a group, by the protocol that all brokers speak, its partitions shared out in the cooperative way: what stays with a member is
 * worked on while others join, and what moves is finished before it is given up.
 *
 * https://kafka.apache.org/protocol#The_Messages_JoinGroup, KIP-429
 */
export class GroupMembership {
  readonly #options: MembershipOptions;
  #memberId = "";
  #generation = -1;
  #owned: readonly TopicPartition[] = [];
  #mustJoin = true;
  #lastHeardOf: number;
  #isOpen = true;
  #hasLeft = false;
  #wasMember = false;
  #isWarned = false;
  #connection: Connection | undefined;
  readonly #stop = new AbortController();
  /** What the leader shared out, to see whether it is still all there is. */
  #counts: ReadonlyMap<string, number> | undefined;
  #lookedAt = 0;

  constructor(options: MembershipOptions) {
    this.#options = options;
    this.#lastHeardOf = options.clock.monotonic();
  }

  get membership(): Membership {
    return { generation: this.#generation, memberId: this.#memberId };
  }

  start(): void {
    void this.#run();
  }

  async coordinator(): Promise<Connection> {
    if (this.#connection?.isConnected() !== true) {
      const { group, cluster, connections } = this.#options;
      this.#connection = await connections.to(await coordinatorOf(group, cluster));
    }
    return this.#connection;
  }

  /**
   * So that the group need not find out by itself that this member is gone. Over a connection that is not held up by a member that
   * is joining.
   */
  async leave(over: () => Promise<Connection>): Promise<void> {
    if (this.#hasLeft) return;
    this.#hasLeft = true;
    this.#isOpen = false;
    this.#stop.abort();
    if (this.#memberId === "" || this.#connection?.isConnected() !== true) return;
    const { group, clock } = this.#options;
    const leaving = over().then((connection) =>
      ask(leaveGroupV4.api, connection, group, [{ memberId: this.#memberId }]),
    );
    leaving.catch(() => undefined);
    // A broker that does not answer is not waited for; it misses the member after a while.
    const enough = new AbortController();
    await Promise.race([leaving, clock.sleep(2_000, enough.signal)]).catch(() => undefined);
    enough.abort();
  }

  async #run(): Promise<void> {
    const { clock, onEnded } = this.#options;
    for (let failed = 0; this.#isOpen; ) {
      try {
        if (this.#mustJoin) await this.#join();
        else await this.#stay();
        failed = 0;
        this.#isWarned = false;
      } catch (error) {
        if (!this.#isOpen) return;
        if (isFatal(error) || this.#isShutOut(error)) {
          this.#isOpen = false;
          this.#lose();
          onEnded(error as Error);
          return;
        }
        this.#connection = undefined;
        this.#checkSession();
        failed += 1;
        await clock.sleep(backOff(failed), this.#stop.signal).catch(() => undefined);
      }
    }
  }

  /**
   * Whether the broker does not let this client in, for good: who was a member has the time of its session for a password that is just being
   * changed, and who was none had it wrong from the start.
   */
  #isShutOut(error: unknown): boolean {
    if (!isLoginRefused(error)) return false;
    const { clock, logger, group, sessionTimeoutMs } = this.#options;
    const isOver = clock.monotonic() - this.#lastHeardOf >= sessionTimeoutMs;
    if (!this.#wasMember || isOver) return true;
    if (!this.#isWarned)
      logger.warn(
        "kafka: a member of a group is not let in any more; its subscription ends if that stays so",
        {
          group,
          error: error.message,
          sessionTimeoutMs,
        },
      );
    this.#isWarned = true;
    return false;
  }

  /** One heartbeat. */
  async #stay(): Promise<void> {
    const { clock, heartbeatMs } = this.#options;
    await clock.sleep(heartbeatMs, this.#stop.signal).catch(() => undefined);
    if (!this.#isOpen) return;
    await this.#beat();
    await this.#lookAgain();
  }

  async #beat(): Promise<void> {
    const { group } = this.#options;
    const connection = await this.#withinSession(this.coordinator());
    const answer = await this.#withinSession(
      ask(heartbeatV4.api, connection, group, this.#generation, this.#memberId, null),
    );
    this.#judge(answer.errorCode, "saying that a member lives");
  }

  /** What no answer comes to says as much as an answer: the group may have given the member up. */
  async #withinSession<Answer>(asked: Promise<Answer>): Promise<Answer> {
    const { clock, sessionTimeoutMs } = this.#options;
    const left = this.#lastHeardOf + sessionTimeoutMs - clock.monotonic();
    const { promise: late, reject } = Promise.withResolvers<never>();
    const cancel = clock.after(Math.max(100, left), () =>
      reject(new Error("the coordinator of the group does not answer")),
    );
    asked.catch(() => undefined);
    try {
      return await Promise.race([asked, late]);
    } finally {
      cancel();
    }
  }

  /**
   * A coordinator keeps whoever joins waiting for all the others, which may take long; so does one that hangs, and others know then that it is the
   * coordinator no more. Rejects where that is so.
   */
  async #unlessMoved<Answer>(connection: Connection, asked: Promise<Answer>): Promise<Answer> {
    const { group, cluster, clock } = this.#options;
    const answered = new AbortController();
    const moved = (async (): Promise<never> => {
      for (;;) {
        await clock.sleep(stillThereMs, answered.signal);
        const now = await coordinatorOf(group, cluster).catch(() => undefined);
        if (now === undefined || (now.host === connection.host && now.port === connection.port)) continue;
        throw new Error(`the coordinator of the group is ${now.host}:${now.port} now`);
      }
    })();
    for (const each of [asked, moved]) each.catch(() => undefined);
    try {
      return await Promise.race([asked, moved]);
    } finally {
      answered.abort();
    }
  }

  /** Throws what stands in the way of going on. */
  #judge(errorCode: number, what: string): void {
    switch (errorCode) {
      case code.none:
        this.#lastHeardOf = this.#options.clock.monotonic();
        return;
      case code.rebalanceInProgress:
        this.#lastHeardOf = this.#options.clock.monotonic();
        this.#mustJoin = true;
        return;
      case code.unknownMemberId:
      case code.fencedInstanceId:
        this.#memberId = "";
        this.#lose();
        return;
      case code.illegalGeneration:
        this.#lose();
        return;
      default:
        throw brokerError(errorCode, `the group ${JSON.stringify(this.#options.group)}, ${what}`);
    }
  }

  #checkSession(): void {
    const { clock, sessionTimeoutMs } = this.#options;
    if (clock.monotonic() - this.#lastHeardOf >= sessionTimeoutMs) this.#lose();
  }

  /** Others have them, or may. */
  #lose(): void {
    this.#mustJoin = true;
    this.#generation = -1;
    const lost = this.#owned;
    this.#owned = [];
    if (lost.length > 0) this.#options.onLost(lost);
  }

  async #join(): Promise<void> {
    const { group, topics, sessionTimeoutMs, rebalanceTimeoutMs, clock } = this.#options;
    const connection = await this.coordinator();
    const protocols = [
      { name: protocolName, metadata: subscriptionOf(topics, this.#owned, this.#generation) },
    ];
    const [session, rebalance, who] = [sessionTimeoutMs, rebalanceTimeoutMs, this.#memberId];
    const joining = [session, rebalance, who, null, "consumer", protocols] as const;
    const answer = await this.#unlessMoved(connection, ask(joinGroupV7.api, connection, group, ...joining));
    if (!this.#isOpen) return;
    if (answer.errorCode === code.memberIdRequired) {
      this.#memberId = answer.memberId;
      return;
    }
    this.#judge(answer.errorCode, "joining");
    if (answer.errorCode !== code.none) return;
    this.#memberId = answer.memberId;
    this.#generation = answer.generationId;
    const isLeader = answer.leader === this.#memberId;
    const shares = isLeader ? await this.#shareOut(answer.members) : [];
    const syncing = [this.#generation, this.#memberId, null, "consumer", protocolName, shares] as const;
    const synced = await this.#unlessMoved(connection, ask(syncGroupV5.api, connection, group, ...syncing));
    if (!this.#isOpen) return;
    this.#judge(synced.errorCode, "taking its share");
    if (synced.errorCode !== code.none) return;
    this.#mustJoin = false;
    this.#wasMember = true;
    this.#lastHeardOf = clock.monotonic();
    await this.#apply(readAssignment(synced.assignment));
  }

  async #shareOut(members: readonly { memberId: string; metadata: Buffer }[]) {
    const { cluster, clock } = this.#options;
    const shapes = await cluster.look(topicsOf(members));
    const counts = new Map<string, number>();
    for (const [name, shape] of shapes) if (shape !== undefined) counts.set(name, shape.leaders.length);
    this.#counts = counts;
    this.#lookedAt = clock.monotonic();
    return shareOut(this.#memberId, members, counts);
  }

  async #apply({ partitions, isSettled }: ReturnType<typeof readAssignment>): Promise<void> {
    const { onGained, onSettled } = this.#options;
    const before = new Set(this.#owned.map(nameOf));
    const after = new Set(partitions.map(nameOf));
    const losing = this.#owned.filter((each) => !after.has(nameOf(each)));
    const gained = partitions.filter((each) => !before.has(nameOf(each)));
    if (gained.length > 0) {
      // What could not be taken over now is shared out again, and asked for again.
      this.#mustJoin = true;
      await onGained(gained);
      this.#mustJoin = false;
    }
    this.#owned = [...this.#owned, ...gained];
    if (losing.length > 0) {
      await this.#letGo(losing);
      // Lost altogether meanwhile, or as it was: others wait for what was let go of.
      this.#owned = this.#owned.filter((each) => after.has(nameOf(each)));
      this.#mustJoin = true;
      return;
    }
    if (isSettled === true || partitions.length > 0) onSettled();
    // Its leader does not say whether more is to come; after a few heartbeats nothing is.
    else if (isSettled === undefined) this.#options.clock.after(6 * this.#options.heartbeatMs, onSettled);
  }

  /** Handlers are given their time, and the group has to hear of the member meanwhile. */
  async #letGo(partitions: readonly TopicPartition[]): Promise<void> {
    const { clock, heartbeatMs, onLosing } = this.#options;
    let isOver = false;
    const done = onLosing(partitions).finally(() => {
      isOver = true;
    });
    while (!isOver && this.#isOpen) {
      await Promise.race([done, clock.sleep(heartbeatMs, this.#stop.signal).catch(() => undefined)]);
      if (isOver || !this.#isOpen) break;
      await this.#beat().catch(() => this.#checkSession());
      if (this.#generation === -1) break;
    }
    await done;
  }

  /** More partitions than were shared out would be nobody's. */
  async #lookAgain(): Promise<void> {
    const { cluster, clock } = this.#options;
    const counts = this.#counts;
    if (counts === undefined || clock.monotonic() - this.#lookedAt < lookAgainMs) return;
    this.#lookedAt = clock.monotonic();
    for (const [name, shape] of await cluster.look([...counts.keys()]))
      if (shape !== undefined && shape.leaders.length !== counts.get(name)) this.#mustJoin = true;
  }
}

function nameOf({ topic, partition }: TopicPartition): string {
  return `${topic}/${partition}`;
}

function isLoginRefused(error: unknown): error is Error {
  return isConcordatError(error) && error.code === "TRANSPORT_LOGIN_REFUSED";
}

/** What the broker says no to for good: a name that is none, no right to read, members that speak another protocol. */
export function isFatal(error: unknown): boolean {
  const { kafkaCode } = error as { readonly kafkaCode?: number };
  if (kafkaCode === undefined || kafkaCode === -1) return false;
  return !isRetriable(kafkaCode) && !isAboutGeneration.has(kafkaCode);
}

/** The group went on meanwhile; the next round finds out how. */
const isAboutGeneration: ReadonlySet<number> = new Set([
  code.illegalGeneration,
  code.unknownMemberId,
  code.rebalanceInProgress,
  code.fencedInstanceId,
]);
