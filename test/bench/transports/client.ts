import type { Contender } from "../contender.ts";

/** One way of using a broker, ready to be measured. */
export type Client = Contender & { close(): Promise<void> };

/** By name. Each opens what it needs, at a broker that others use at the same time. */
export type Clients = Readonly<Record<string, (url: string) => Promise<Client>>>;
