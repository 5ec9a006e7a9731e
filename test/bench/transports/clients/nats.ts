import { openNatsTransport } from "@concordat/transport-nats";
import { jetstream, jetstreamManager } from "@nats-io/jetstream";
import { connect, type NatsConnection } from "@nats-io/transport-node";
import { connect as connectStock } from "nats";
import type { Client, Clients } from "../client.ts";
import { batches, batchesOf, handler, handling, single, singleSends } from "../concordat.ts";
import { inTurns, reading, sending, severalAtOnce, toRead, window } from "../measured.ts";
import { madeEvents } from "../orders.ts";

export const natsNames = {
  byHand: "by hand: JSON.stringify, acks on one inbox, 1000 in flight",
  byHandFew: `the same, ${window} in flight`,
  stock: `nats 2: JSON.stringify, js.publish, ${window} in flight`,
  reader: "@nats-io/jetstream: JSON.parse, pull consumer, an ack for each",
} as const;

const next = inTurns(madeEvents);
const payload = () => Buffer.from(JSON.stringify(next()));

export const clients: Clients = {
  [natsNames.byHand]: (url) => inboxPublisher(url, natsNames.byHand, 1000),
  [natsNames.byHandFew]: (url) => inboxPublisher(url, natsNames.byHandFew, window),
  [natsNames.stock]: stockPublisher,
  [natsNames.reader]: reader,
  [single]: async (url) => singleSends(await open(url), "bench.single", await purger(url)),
  [batchesOf(100)]: async (url) => batches(100, await open(url), "bench.batches", await purger(url)),
  [handling]: async (url) => handler(await open(url), "bench.read"),
};

const open = (url: string) => openNatsTransport({ servers: [url], provision: "create" });

/** Empties all streams but those that are read. */
async function purger(url: string): Promise<() => Promise<void>> {
  const manager = await jetstreamManager(await connect({ servers: url }));
  return async () => {
    for await (const { config } of manager.streams.list())
      if (!/read/i.test(config.name)) await manager.streams.purge(config.name);
  };
}

/** One subscription for all acknowledgements, each of them parsed: whoever does not look does not know that it is stored. */
async function inboxPublisher(url: string, name: string, atOnce: number): Promise<Client> {
  const connection = await connect({ servers: url });
  const subject = await subjectOfOwn(connection, `RAW${atOnce}`);
  const publish = createInboxPublisher(connection, subject, atOnce);
  return {
    ...sending({ name, send: publish, before: await purger(url) }),
    close: () => connection.close(),
  };
}

function createInboxPublisher(connection: NatsConnection, subject: string, atOnce: number) {
  const inbox = `_INBOX.bench${process.pid}`;
  let onAck = () => {};
  let failure: Error | undefined;
  connection.subscribe(`${inbox}.*`, {
    callback(_error, message) {
      const answer = JSON.parse(message.string());
      if (answer.error !== undefined) failure = new Error(answer.error.description);
      onAck();
    },
  });
  return (count: number) =>
    new Promise<void>((resolve, reject) => {
      let sent = 0;
      let acked = 0;
      const fill = () => {
        for (; sent < count && sent - acked < atOnce; sent += 1)
          connection.publish(subject, payload(), { reply: `${inbox}.${sent}` });
      };
      onAck = () => {
        acked += 1;
        if (failure !== undefined) reject(failure);
        else if (acked === count) resolve();
        else fill();
      };
      fill();
    });
}

async function stockPublisher(url: string): Promise<Client> {
  const connection = await connectStock({ servers: url });
  const manager = await connection.jetstreamManager();
  await manager.streams.add({ name: "STOCK", subjects: ["stock"] });
  const stream = connection.jetstream();
  const contender = sending({
    name: natsNames.stock,
    send: (count) =>
      severalAtOnce(count, window, async () => {
        await stream.publish("stock", payload());
      }),
    before: await purger(url),
  });
  return { ...contender, close: () => connection.close() };
}

async function reader(url: string): Promise<Client> {
  const connection = await connect({ servers: url });
  const name = "RAWREAD";
  const subject = await subjectOfOwn(connection, name);
  await createInboxPublisher(connection, subject, 1000)(toRead);
  const manager = await jetstreamManager(connection);
  const js = jetstream(connection);
  const contender = reading({
    name: natsNames.reader,
    async read(count) {
      const { name: made } = await manager.consumers.add(name, { ack_policy: "explicit" });
      const messages = await (await js.consumers.get(name, made)).consume({ max_messages: 500 });
      let left = count;
      for await (const message of messages) {
        if (JSON.parse(message.string()).specversion !== "1.0") throw new Error("no event");
        message.ack();
        left -= 1;
        if (left === 0) break;
      }
      return {
        leave: async () => {
          await messages.close();
          await manager.consumers.delete(name, made);
        },
      };
    },
  });
  return { ...contender, close: () => connection.close() };
}

async function subjectOfOwn(connection: NatsConnection, name: string): Promise<string> {
  const manager = await jetstreamManager(connection);
  await manager.streams.add({ name, subjects: [name.toLowerCase()] });
  return name.toLowerCase();
}
