import type { Kind } from "../kind.ts";
import type { kinds, ServiceName } from "../kinds.ts";
import type { Proxied } from "./proxy.ts";

/** A service to test against. Others may use it at the same time: keep to names of your own, and leave it running. */
export type SharedService<Name extends ServiceName> = CommonHandle<Name> &
  ExtraOf<Name> &
  (AdvertisesItself<Name> extends true ? object : Proxied);

/** An instance of one's own, with its own ports and data, that may be ill-treated. Gone when its owner is. */
export type ExclusiveService<Name extends ServiceName> = CommonHandle<Name> &
  ExtraOf<Name> &
  Proxied &
  Faults & {
    /** Ends the instance and its data before its owner ends; may be called twice. */
    release(): Promise<void>;
    [Symbol.asyncDispose](): Promise<void>;
  };

type CommonHandle<Name extends ServiceName> = {
  readonly name: Name;
  readonly host: string;
  /** What clients connect to. */
  readonly port: number;
  /** What the clients of this service are given. */
  readonly url: string;
  /** Of the process that runs now: another one after a `restart`, `undefined` after `kill9` and in a container. */
  readonly pid: number | undefined;
  readonly version: string | undefined;
  /**
   * A name that nobody else uses, for a topic, a stream, a key prefix, a database, a bus, a queue: lower-case letters, digits
   * and `_`, at most 58 characters, which all of them accept without quoting.
   */
  uniqueName(prefix?: string): string;
};

/** Each resolves when it has happened. */
export type Faults = {
  /** `kill -9`; it stays down until `restart`. What was durable before is there after. */
  kill9(): Promise<void>;
  /** It holds its connections and answers nothing. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Paused for that long, and running again whatever comes of the work. */
  whilePaused<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Stops it if it runs, and starts it on the same ports and data; resolves when it answers its protocol. */
  restart(): Promise<void>;
};

type KindOf<Name extends ServiceName> = (typeof kinds)[Name];
type ExtraOf<Name extends ServiceName> = KindOf<Name> extends Kind<infer Extra, infer _> ? Extra : never;
type AdvertisesItself<Name extends ServiceName> = KindOf<Name> extends Kind<object, true> ? true : false;
