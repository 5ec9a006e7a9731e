import { createMemoryBroker, createMemoryTransport, type Transport } from "@concordat/runtime";

/** Stands for a transport that somebody else wrote: what is shown is how it is held to its promises. */
const broker = createMemoryBroker({ unread: { messages: 2_000 } });

export function createOwnTransport(): Transport {
  return { ...createMemoryTransport({ broker }), name: "own" };
}
