import { createEvent } from "@concordat/cloudevents";
import type { Delivery, OutgoingMessage, Transport } from "@concordat/runtime";
import type { SharedService } from "@concordat/test-services";
import type { EventBridgeTransportOptions } from "../options.ts";
import { removeBus } from "./tidy.ts";
import { underTest } from "./under-test.ts";

export type OnEmulator = {
  readonly bus: string;
  open(options?: EventBridgeTransportOptions): Promise<Transport>;
  /** Closes what was opened and removes what was created. */
  end(): Promise<void>;
};

/** A bus of one's own on the emulator, for one test. */
export function onEmulator(moto: SharedService<"moto">): OnEmulator {
  const bus = moto.uniqueName("bus");
  const opened: Transport[] = [];
  return {
    bus,
    async open(options) {
      const transport = await underTest.open({ url: moto.url }, { bus, ...options });
      opened.push(transport);
      return transport;
    },
    async end() {
      await Promise.all(opened.map((transport) => transport.close()));
      await removeBus(moto.clientOptions, bus);
    },
  };
}

export function messageOf(id: string, more: { readonly key?: string } = {}): OutgoingMessage {
  const event = createEvent({ id, source: "/shop/eu", type: "com.example.order.placed", data: { total: 7 } });
  return { address: "orders", event, ...more };
}

export const idOf = ({ content }: Delivery): string | undefined => content.event?.id;

/** A handler that writes down what came. */
export function collector() {
  const came: Delivery[] = [];
  const handler = async (delivery: Delivery) => void came.push(delivery);
  return { came, ids: () => came.map(idOf), handler };
}
