import { describeWithService } from "@concordat/test-services/vitest";
import * as natsIo from "@nats-io/transport-node";
import * as nats from "nats";
import { expect, onTestFinished, test, vi } from "vitest";
import { openNatsTransport } from "../open.ts";
import type { NatsDriver } from "./driver.ts";
import {
  type ClientConnection,
  type ClientLibrary,
  driverOf,
  headerBlockOf,
  subjectBytesOf,
  writerOf,
} from "./link.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 900_000 });

const libraries = { "nats-io": natsIo, nats } as unknown as Readonly<Record<string, ClientLibrary>>;
const names = Object.keys(libraries);

/** As a version of the client would be whose own members are called otherwise than those of today. */
function withPublicMembersAlone(library: ClientLibrary): ClientLibrary {
  return {
    ...library,
    async connect(options) {
      const real = await library.connect(options);
      const subscribe: ClientConnection["subscribe"] = (subject, { callback }) =>
        real.subscribe(subject, {
          callback: (error, { subject: at, reply, data, headers }) =>
            callback(error, { subject: at, reply, data, headers }),
        });
      return new Proxy(real, {
        get(target, name) {
          if (name === "protocol") return undefined;
          if (name === "subscribe") return subscribe;
          const value: unknown = Reflect.get(target, name);
          return typeof value === "function" ? value.bind(target) : value;
        },
      });
    },
  };
}

const drivers: [string, NatsDriver][] = names.flatMap((name) => {
  const library = libraries[name] as ClientLibrary;
  return [
    [name, driverOf(name, library)],
    [`${name} by its public members alone`, driverOf(name, withPublicMembersAlone(library))],
  ];
});

describeWithService("nats", (service) => {
  test.each(names)("%s has the members by which it is fast", async (name) => {
    const connection = await (libraries[name] as ClientLibrary).connect({ servers: service().url });
    onTestFinished(() => connection.close());
    const subject = service().uniqueName("members");
    const came = Promise.withResolvers<(Uint8Array | undefined)[]>();
    connection.subscribe(subject, {
      callback: (_, message) => came.resolve([subjectBytesOf(message), headerBlockOf(message)]),
    });
    const block = "NATS/1.0\r\na: b\r\n\r\n";
    const command = `HPUB ${subject} ${block.length} ${block.length}\r\n${block}\r\n`;
    writerOf(connection)?.(Buffer.from(command));

    expect((await came.promise).map(String)).toEqual(
      [subject, block].map((text) => String(Buffer.from(text))),
    );
  });

  test.each(drivers)(
    "over %s messages of all kinds are stored and come as they went",
    async (name, driver) => {
      const address = `${service().uniqueName(name.replaceAll(/[^a-z]/g, "-"))}.größe`;
      const transport = await openNatsTransport({ servers: [service().url], driver, provision: "create" });
      onTestFinished(() => transport.close());
      const data = [
        "ascii",
        "Größe 🧭",
        Uint8Array.of(0, 13, 10, 255),
        null,
        undefined,
        { ü: 1 },
        "x".repeat(200_000),
      ];
      const events = data.map((each, index) => ({
        specversion: "1.0" as const,
        id: `e ${index}`,
        source: "/s",
        type: "t",
        ...(each === undefined ? {} : { data: each }),
        ...(each instanceof Uint8Array ? { datacontenttype: "image/png" } : {}),
      }));
      const came: unknown[] = [];
      await transport.subscribe({ group: "g", addresses: [address], maxInFlight: 1 }, async (delivery) => {
        const { id, data: got } = delivery.content.event ?? {};
        came.push([delivery.key, id, got instanceof Uint8Array ? Uint8Array.from(got) : got]);
      });
      const messages = events.map((event, index) => ({ address, key: `k${index}`, event }));
      const results = await transport.publish(messages);
      const again = await transport.publish(messages.slice(0, 1));
      await expect.poll(() => came.length).toBe(events.length);

      expect(results).toEqual(events.map((_, index) => ({ status: "stored", position: String(index + 1) })));
      expect(again).toEqual([{ status: "stored", position: "1", isDuplicate: true }]);
      expect(came).toEqual(events.map((event, index) => [`k${index}`, event.id, data[index]]));
    },
  );

  test.each(drivers)(
    "over %s what is too large and what nobody stores is refused, and nothing else",
    async (_, driver) => {
      const name = service().uniqueName("limits");
      const transport = await openNatsTransport({ servers: [service().url], driver, provision: "create" });
      onTestFinished(() => transport.close());
      const event = (id: string, size: number) => ({
        specversion: "1.0" as const,
        id,
        source: "/s",
        type: "t",
        data: "x".repeat(size),
      });
      const { messageBytes } = transport.capabilities.limits;
      const results = await transport.publish([
        { address: name, event: event("1", 10) },
        { address: name, event: event("2", messageBytes) },
        { address: name, event: event("3", messageBytes - 200) },
      ]);

      expect(results).toMatchObject([
        { status: "stored" },
        { status: "refused", error: { code: "LIMIT_EVENT_BYTES" } },
        { status: "stored" },
      ]);
    },
  );
});
