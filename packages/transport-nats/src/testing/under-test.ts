import type { Transport } from "@concordat/runtime";
import { type NatsTransportOptions, openNatsTransport } from "../open.ts";

/** How a harness of faults or measurements opens this transport, without knowing it. What is missing is created. */
export const underTest = {
  name: "nats",
  service: "nats" as const,
  open(service: { readonly url: string }, options: NatsTransportOptions = {}): Promise<Transport> {
    return openNatsTransport({ servers: [service.url], provision: "create", ...options });
  },
  /** An address out of a name (`[a-z0-9-]`); its stream is created when it is first used. */
  async prepare(name: string): Promise<string> {
    return `test.${name}`;
  },
};

/** The same with order per key for any number of members. */
export const underTestInOrder = {
  ...underTest,
  name: "nats, partitioned",
  open(service: { readonly url: string }, options: NatsTransportOptions = {}): Promise<Transport> {
    return underTest.open(service, { partitions: 4, ...options });
  },
};
