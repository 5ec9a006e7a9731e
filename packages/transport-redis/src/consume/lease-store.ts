import type { LeaseStore } from "@concordat/runtime/transport";
import type { Asker } from "../link/asker.ts";

/** Where the members of a group at an address find each other. Names are encoded, so that no two places share a key. */
export class RedisLeases implements LeaseStore {
  readonly channel: string;
  readonly #asker: Asker;
  readonly #members: string;
  readonly #lease: string;

  constructor(asker: Asker, prefix: string, address: string, group: string) {
    const place = [address, group].map((name) => encodeURIComponent(name.toWellFormed())).join(":");
    this.#asker = asker;
    this.#members = `${prefix}:members:${place}`;
    this.#lease = `${prefix}:lease:${place}`;
    this.channel = `${prefix}:members-changed:${place}`;
  }

  async beat(member: string, forMs: number): Promise<readonly string[]> {
    return (await this.#asker.run(beat, [this.#members], [member, forMs])) as readonly string[];
  }

  async take(partition: number, member: string, forMs: number): Promise<boolean> {
    return (await this.#asker.run(take, [`${this.#lease}:${partition}`], [member, forMs])) === 1;
  }

  async free(partition: number, member: string): Promise<void> {
    await this.#asker.run(free, [`${this.#lease}:${partition}`], [member]);
  }

  async leave(member: string): Promise<void> {
    await this.#asker.ask(["ZREM", this.#members, member]);
  }

  async tell(): Promise<void> {
    await this.#asker.ask(["PUBLISH", this.channel, ""]);
  }
}

/** By the clock of the server, which is the same for all. */
const beat = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2] * 2)
return redis.call('ZRANGE', KEYS[1], 0, -1)
`;

const take = `
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
`;

const free = `
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 1
`;
