import { readdirSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { createMemoryTransport } from "@concordat/runtime";

/**
 * Run by itself: sends one sample of every event of an SDK over its own bus, to a handler for each type and to one for all, and says
 * which types arrived.
 */
const folder = process.argv[2] ?? "";
const load = async (file: string) =>
  (await import(pathToFileURL(file).href)) as Readonly<Record<string, unknown>>;
const { createBus, events } = (await load(join(folder, "index.ts"))) as {
  createBus: CreateBus;
  events: object;
};
const contracts = new Map(Object.entries(events));
const own: string[] = [];
const each: string[] = [];
const bus = createBus({ transport: createMemoryTransport(), source: "/odd" });
await bus.consume(
  "own",
  Object.fromEntries([...contracts].map(([name]) => [name, ({ type }) => void own.push(type)])),
);
await bus.consumeEach("each", ({ type }) => void each.push(type));
for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
  if (!file.endsWith("sample.ts")) continue;
  const [make] = Object.values(await load(join(folder, dirname(file), "event.ts"))) as Make[];
  const [sample] = Object.values(await load(join(folder, file))) as (() => object)[];
  if (make !== undefined && sample !== undefined) await bus.send(make(sample()));
}
await bus.close();
writeSync(1, JSON.stringify({ own: own.sort(), each: each.sort() }));

type Make = (data: object) => object;
type Handler = (event: { readonly type: string }) => void;
type CreateBus = (options: object) => {
  consume(group: string, handlers: Readonly<Record<string, Handler>>): Promise<unknown>;
  consumeEach(group: string, handler: Handler): Promise<unknown>;
  send(event: object): Promise<unknown>;
  close(): Promise<void>;
};
