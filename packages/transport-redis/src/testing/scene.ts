import type { Delivery, DeliveryHandler, Logger, OutgoingMessage, Transport } from "@concordat/runtime";
import type { SharedService } from "@concordat/test-services";
import { createClient } from "redis";
import type { RedisTransportOptions } from "../open-redis-transport.ts";
import { eventOf } from "./event-of.ts";
import { underTest } from "./under-test.ts";

type Service = Pick<SharedService<"redis">, "url" | "uniqueName">;
type Test = { onTestFinished(cleanUp: () => Promise<void>): void };

/** What one test stands in: an address that nobody else has, transports, a plain client, and nothing left behind. */
export async function setScene(service: Service, { onTestFinished }: Test) {
  const address = service.uniqueName("orders");
  const client = await plainClient(service.url);
  const transports: Transport[] = [];
  onTestFinished(async () => {
    await Promise.allSettled(transports.map((transport) => transport.close()));
    client.destroy();
    // Another one: a test may have ended the server that the first was connected to.
    const cleaner = await plainClient(service.url);
    for await (const keys of cleaner.scanIterator({ MATCH: `*${address}*`, COUNT: 1_000 }))
      if (keys.length > 0) await cleaner.del(keys);
    cleaner.destroy();
  });
  return {
    address,
    client,
    /** What stands in a stream, oldest first. */
    async entries(
      stream: string,
    ): Promise<{ readonly id: string; readonly fields: Record<string, string> }[]> {
      const entries = (await client.xRange(stream, "-", "+")) ?? [];
      return entries.flatMap((entry) =>
        entry === null ? [] : [{ id: entry.id, fields: { ...entry.message } }],
      );
    },
    async open(options: RedisTransportOptions = {}): Promise<Transport> {
      const transport = await underTest.open(service, options);
      transports.push(transport);
      return transport;
    },
    message: (
      id: string,
      more: Partial<OutgoingMessage> & { readonly data?: unknown } = {},
    ): OutgoingMessage => {
      const { data = { id }, ...rest } = more;
      return { address, event: eventOf(id, data), ...rest } as OutgoingMessage;
    },
  };
}

export async function plainClient(url: string) {
  const client = createClient({ url, RESP: 2, socket: { reconnectStrategy: false } });
  // A connection that a test breaks on purpose tells the test by its calls.
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/** A handler that keeps what came, and waits until so much came. */
export function createCollector(handle: DeliveryHandler = async () => undefined) {
  const came: Delivery[] = [];
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  return {
    came,
    ids: () => came.map(idOf),
    attempts: () => came.map((delivery) => `${idOf(delivery)}:${delivery.attempt}`),
    handler: (delivery: Delivery) => {
      came.push(delivery);
      for (const each of waiting) if (came.length >= each.count) each.resolve();
      return handle(delivery);
    },
    until: (count: number) =>
      new Promise<void>((resolve) => {
        if (came.length >= count) resolve();
        else waiting.push({ count, resolve });
      }),
  };
}

export function idOf({ content, position }: Delivery): string {
  return content.event?.id ?? position;
}

/** A logger that keeps its lines. */
export function createLines() {
  const lines: string[] = [];
  const at = (level: string) => (message: string) => void lines.push(`${level}: ${message}`);
  const logger: Logger = { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
  return { lines, logger };
}
