import type { Transport } from "@concordat/runtime";
import type { Survives } from "@concordat/test-services";

/** What each transport package hands to a harness, as its entry `./testing`. */
export type UnderTest = {
  readonly name: string;
  readonly service: BrokerName;
  /** Connects to the place that the service says, and creates what is missing. */
  open(service: Place, options?: object): Promise<Transport>;
  /** An address out of a name. Default: the name itself. */
  prepare?(name: string): Promise<string | undefined>;
};

export type BrokerName = "nats" | "kafka" | "redis" | "moto";

/** Where a broker is: itself, or the proxy before it. */
export type Place = { readonly host: string; readonly port: number; readonly url: string };

/** A transport in one mode, with what its broker can bear. */
export type Target = {
  /** As it stands in titles and tables. */
  readonly title: string;
  readonly broker: BrokerName;
  /** The package whose entry `./testing` is imported, and the name of what it exports. */
  readonly from: { readonly package: string; readonly name: string };
  /** What the broker is set to survive, and how that is said in its own words. */
  readonly survives: Survives;
  readonly syncs: string;
  /** For `open`, in every case. */
  readonly options?: Readonly<Record<string, unknown>>;
  readonly eventsPerSecond: number;
  /** At short counts, so that what is lost is given up soon; at full ones it is 5 seconds. */
  readonly publishTimeoutMs: number;
  /** One publish may store an event more than once. */
  readonly storesCopies?: boolean;
  /** After how many bytes connections end where that is the fault. Default 20,000 upstream, 2,000 downstream. */
  readonly limitBytes?: { readonly upstream: number; readonly downstream: number };
  /** The cases that are run, where not all are. */
  readonly cases?: readonly string[];
  /** What the catalogue asks for at full counts, for a broker that is killed and one that is stopped. */
  readonly fullEvents: { readonly killed: number; readonly stopped: number; readonly network: number };
  /** Why a case cannot be shown, by its id. */
  readonly notShown?: Readonly<Record<string, string>>;
};

export async function load({ from }: Target): Promise<UnderTest> {
  const module = (await import(from.package)) as Record<string, UnderTest | undefined>;
  const underTest = module[from.name];
  if (underTest === undefined) throw new Error(`${from.package} exports no ${from.name}`);
  return underTest;
}
