import type { CloudEvent } from "@concordat/cloudevents";
import type { Delivery, DeliveryHandler, OutgoingMessage, Transport } from "../../ports/transport.ts";

export function eventOf(id: string, data: unknown = { text: id }): CloudEvent {
  return {
    specversion: "1.0",
    id,
    source: "/tests",
    type: "test.happened",
    datacontenttype: "application/json",
    data,
  };
}

/** To the address `orders`. */
export function messageOf(id: string, key?: string): OutgoingMessage {
  return { address: "orders", event: eventOf(id), ...(key === undefined ? {} : { key }) };
}

export function idOf({ content }: Delivery): string {
  return content.event?.id ?? "undecodable";
}

/** What was handed out and is open: a test settles it by hand. */
export type Held = { readonly delivery: Delivery; handle(): void; fail(): void };

export type Holder = { readonly held: Held[]; readonly handler: DeliveryHandler; ids(): string[] };

export function createHolder(): Holder {
  const held: Held[] = [];
  return {
    held,
    ids: () => held.map(({ delivery }) => idOf(delivery)),
    handler: (delivery) =>
      new Promise((resolve, reject) => {
        held.push({ delivery, handle: resolve, fail: () => reject(new Error("planned")) });
      }),
  };
}

/** Until nothing more follows from what was done so far. */
export async function rest(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
}

export async function statusesOf(
  transport: Transport,
  messages: readonly OutgoingMessage[],
): Promise<string[]> {
  return (await transport.publish(messages)).map(({ status }) => status);
}
