import type { Kind, Survives } from "../kind.ts";
import type { ServiceName } from "../kinds.ts";
import type { Ports } from "../ports.ts";

/** What is to run, whichever way. */
export type Order = {
  /** `kafka`, or `kafka-2` for an exclusive instance. */
  readonly id: string;
  readonly name: ServiceName;
  readonly kind: Kind;
  readonly ports: Ports;
  /** Whether data outlives the supervisor: so it does for `up`, and not for a test run. */
  readonly lifetime: "kept" | "passing";
  readonly survives: Survives;
};

/** A way to run services: natively or by Docker. */
export type Engine = {
  readonly how: "native" | "docker";
  /** Installs what is missing and starts the process; it need not be ready when this resolves. */
  start(order: Order, say: (text: string) => void): Promise<Running>;
  /** Removes the data of an order that is not running. */
  wipe(order: Order): Promise<void>;
  dataFolder(order: Order): string;
};

/** Resolves on each member mean "done", never "asked for". */
export type Running = {
  readonly pid: number | undefined;
  readonly version: string;
  hasEnded(): boolean;
  /** Resolves when it ends, by our doing or not. */
  readonly ended: Promise<void>;
  /** Asks, then insists after a bound. */
  stop(): Promise<void>;
  kill9(): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
};
