import type { Delivery, SubscribeOptions, Subscription, Transport } from "@concordat/runtime";
import type { SharedService } from "@concordat/test-services";
import { onTestFinished } from "vitest";
import type { KafkaTransportOptions } from "../options.ts";
import { deleteTopics } from "./plain-client.ts";
import { underTest } from "./under-test.ts";

export type Line = { readonly level: string; readonly message: string; readonly fields: object };

/** A transport that is closed when its test ends, with the topics that it was given names for. */
export function scene({ url, uniqueName }: Pick<SharedService<"kafka">, "url" | "uniqueName">) {
  const topics: string[] = [];
  const opened: Transport[] = [];
  const lines: Line[] = [];
  const log = (level: string) => (message: string, fields: object) =>
    void lines.push({ level, message, fields });
  const logger = { debug: log("debug"), info: log("info"), warn: log("warn"), error: log("error") };
  onTestFinished(async () => {
    await Promise.all(opened.map((transport) => transport.close()));
    await deleteTopics([url], topics);
  });
  return {
    brokers: [url],
    lines,
    /** A name for a topic, or for a group. */
    name(prefix: string): string {
      const name = uniqueName(prefix);
      topics.push(name, `${name}.dlq`);
      return name;
    },
    async open(options: Partial<KafkaTransportOptions> = {}): Promise<Transport> {
      const transport = await underTest.open({ url }, options, { logger });
      opened.push(transport);
      return transport;
    },
  };
}

export type Reader = {
  readonly deliveries: Delivery[];
  readonly subscription: Subscription;
  until(count: number): Promise<void>;
};

/** Handles everything at once and keeps what came. */
export async function reading(transport: Transport, options: SubscribeOptions): Promise<Reader> {
  const deliveries: Delivery[] = [];
  const subscription = await transport.subscribe(options, async (delivery) => void deliveries.push(delivery));
  return {
    deliveries,
    subscription,
    async until(count) {
      while (deliveries.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
    },
  };
}
