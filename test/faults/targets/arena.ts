import type { Transport } from "@concordat/runtime";
import {
  type ExclusiveService,
  type Proxy as NetworkProxy,
  type TestScope,
  useService,
} from "@concordat/test-services";
import { type BrokerName, load, type Place, type Target, type UnderTest } from "./target.ts";

/** A broker of one's own, which may be ill-treated, the network before it, and transports to it. */
export type Arena = {
  readonly target: Target;
  readonly broker: ExclusiveService<BrokerName>;
  readonly proxy: NetworkProxy;
  /** Where transports find the broker: behind the proxy. */
  readonly place: Place;
  open(options?: Readonly<Record<string, unknown>>): Promise<Transport>;
  /** An address that nobody else has. */
  address(name: string): Promise<string>;
  close(): Promise<void>;
};

/** With a test's scope it goes when the test ends, and the test is skipped aloud where the broker cannot be had. */
export async function openArena(target: Target, test?: TestScope): Promise<Arena> {
  const underTest = await load(target);
  const { survives } = target;
  const broker = await useService<BrokerName>(target.broker, {
    exclusive: true,
    survives,
    ...(test && { test }),
  });
  try {
    return await withProxy(target, underTest, broker);
  } catch (error) {
    await broker.release();
    throw error;
  }
}

async function withProxy(
  target: Target,
  underTest: UnderTest,
  broker: ExclusiveService<BrokerName>,
): Promise<Arena> {
  const proxy = await broker.through();
  const place = placeBehind(proxy, broker);
  return {
    target,
    broker,
    proxy,
    place,
    open: (options = {}) => underTest.open(place, { ...target.options, ...options }),
    async address(name) {
      const unique = broker.uniqueName(name).replaceAll("_", "-");
      return (await underTest.prepare?.(unique)) ?? unique;
    },
    async close() {
      await proxy.remove();
      await broker.release();
    },
  };
}

/** All that a handle says of where it is, such as `brokers` of Kafka, said of the proxy. */
function placeBehind(proxy: NetworkProxy, broker: ExclusiveService<BrokerName>): Place {
  const { port, ...data } = JSON.parse(JSON.stringify(broker)) as Place;
  const moved = JSON.stringify(data).replaceAll(`127.0.0.1:${port}`, `${proxy.host}:${proxy.port}`);
  return { ...(JSON.parse(moved) as Place), host: proxy.host, port: proxy.port };
}
