import { openConfiguredTransport } from "@concordat/runtime/configured";
import { useService } from "@concordat/test-services";
import { expect, test } from "vitest";
import { brokers } from "./brokers.ts";

const patience = 600_000;

test.for(brokers)(
  "$transport tells how far a group is behind, what is in hands included",
  { timeout: patience },
  async (broker, context) => {
    const service = await useService(broker.service, { exclusive: true, test: context });
    const environment = { CONCORDAT_TRANSPORT: broker.transport, ...broker.environment(service) };
    const transport = await openConfiguredTransport({ environment, folder: import.meta.dirname });
    const gate = Promise.withResolvers<void>();
    const begun: string[] = [];
    await transport.subscribe({ group: "slow", addresses: ["orders"], maxInFlight: 2 }, ({ position }) => {
      begun.push(position);
      return gate.promise;
    });
    await transport.subscribe({ group: "quick", addresses: ["orders"] }, async () => {});

    const events = Array.from({ length: 10 }, (_, index) => ({
      address: "orders",
      event: { specversion: "1.0" as const, id: String(index), source: "/shop", type: "order.placed" },
    }));
    await transport.publish(events);
    await expect.poll(() => begun.length, { timeout: patience }).toBeGreaterThan(0);

    const unread = async () => {
      const all = (await transport.lag?.()) ?? [];
      return Object.fromEntries(all.map(({ group, address, unread }) => [`${group} ${address}`, unread]));
    };
    await expect.poll(unread, { timeout: patience }).toEqual({ "slow orders": 10, "quick orders": 0 });
    gate.resolve();
    await expect.poll(unread, { timeout: patience }).toEqual({ "slow orders": 0, "quick orders": 0 });
    await transport.close();
  },
);
