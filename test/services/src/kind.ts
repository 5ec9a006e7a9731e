import type { Ports } from "./ports.ts";

/**
 * What there is to know about one service; a file in `kinds/` says it all.
 *
 * The supervisor uses everything but `extend`; `extend` runs in the process of the test, where clients may be imported.
 */
export type Kind<Extra extends object = object, Advertises extends boolean = boolean> = {
  readonly name: string;
  /** Exact where we choose it, the floor where the system's own is good enough. */
  readonly version: string;
  /** Defaults below 32768; each has its environment variable. */
  readonly ports: Ports;
  /**
   * Whether clients are told the service's address by the service itself, as Kafka does. They would walk around a
   * proxy, unless the service knew of it from its start; so only exclusive instances, which do, can have one.
   */
  readonly advertisesItself: Advertises;
  /** Whether what was acknowledged survives the death of the process. */
  readonly durable: boolean;
  /** In `compose.yaml`; a service without it runs natively even where a Docker engine is. */
  readonly inCompose: boolean;
  readonly native: NativeRecipe;
  url(ports: Ports): string;
  /** Whether it really answers its protocol; one look, never throws. */
  isReady(ports: Ports): Promise<boolean>;
  /** What the handle of this service has beyond the common. */
  extend(service: {
    readonly url: string;
    readonly ports: Ports;
    uniqueName(prefix?: string): string;
  }): Extra;
};

/** Keeps the literal types of an entry, so that `useService("kafka")` knows what a Kafka handle has. */
export function defineKind<Extra extends object, const Advertises extends boolean>(
  kind: Kind<Extra, Advertises>,
): Kind<Extra, Advertises> {
  return kind;
}

/** How to have it without Docker. */
export type NativeRecipe = {
  /** What is there already: the system's own or what we installed. Looks, and changes nothing. */
  find(home: string): Promise<Found | undefined>;
  /** Fills `kit.folder`, which is renamed to the home that `find` looks into once this resolves. */
  install(kit: InstallKit): Promise<void>;
  /** Data, or tables of it, belong to this user when we are root; for servers that refuse to be root. */
  readonly user?: readonly string[];
  /** Makes an empty data folder usable, and writes configuration, which may differ from start to start. */
  prepare(place: Place): Promise<void>;
  launch(place: Place): Launch;
  readonly stopSignal: "SIGTERM" | "SIGINT";
};

export type Found = {
  /** A folder or a program, as the recipe likes. */
  readonly at: string;
  readonly version: string;
  /** What runs it, where that is a program apart: the Java of a jar. */
  readonly runtime?: string;
};

export type InstallKit = {
  readonly folder: string;
  /** A progress line, for whoever waits. */
  say(text: string): void;
  /** Runs a program to its end; a failure becomes SERVICE_INSTALL_FAILED with the step's name. Resolves to its output. */
  step(name: string, program: string, args: readonly string[], options?: StepOptions): Promise<string>;
  /** Like `step`, for what may fail: then there is no output. */
  attempt(program: string, args: readonly string[], options?: StepOptions): Promise<string | undefined>;
  /** Starts what an installation needs for a while. `end` asks it to go, then insists. */
  background(launch: Launch): { hasEnded(): boolean; end(): Promise<void> };
  /** Throws SERVICE_UNAVAILABLE. */
  unavailable(reason: string, remedy: string): never;
  lendPort(): Promise<number>;
};

export type StepOptions = { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> };

export type Place = {
  readonly found: Found;
  readonly dataFolder: string;
  readonly ports: Ports;
  readonly user: SystemUser | undefined;
  readonly survives: Survives;
};

/**
 * What an acknowledged write outlives: the death of the process, or the loss of power too, for which it is on the disk before it is acknowledged.
 * The same to whoever only kills processes, but slower, and asked about by clients that say what they promise.
 */
export type Survives = "process-crash" | "power-loss";

export type SystemUser = { readonly uid: number; readonly gid: number };

export type Launch = {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
};
