import type { TransportHealth } from "@concordat/runtime";
import type { Member } from "./consume/member.ts";
import type { EventBridgeDriver } from "./driver/driver.ts";
import type { EventBridgeSettings } from "./settings.ts";
import { transport } from "./transport-name.ts";

/** What is not answered by then is not healthy; health is told within two seconds. */
const patienceMs = 1_500;

export type HealthSubject = {
  readonly driver: EventBridgeDriver;
  readonly settings: Pick<EventBridgeSettings, "bus">;
  readonly isOpen: boolean;
  readonly members: readonly Member[];
};

/** Asks EventBridge for the bus, and SQS for each queue that is read here; never rejects. */
export async function healthOf(subject: HealthSubject): Promise<TransportHealth> {
  const { driver, settings, isOpen, members } = subject;
  if (!isOpen) return { status: "unhealthy", message: `the transport "${transport}" is closed` };
  const { bus } = settings;
  const signal = AbortSignal.timeout(patienceMs);
  const [found, queues] = await Promise.all([
    within(signal, driver.findBus(signal)),
    Promise.all(members.flatMap((member) => depthsOf(driver, member, signal))),
  ]);
  const details = { bus, connectedTo: driver.host, queues };
  if ("trouble" in found) return { status: "unhealthy", message: found.trouble, details };
  if (found.value === undefined)
    return { status: "unhealthy", message: `the event bus ${JSON.stringify(bus)} is not there`, details };
  const troubled = queues.find(({ trouble }) => trouble !== undefined);
  if (troubled === undefined) return { status: "healthy", details };
  return { status: "degraded", message: `${troubled.queue}: ${troubled.trouble}`, details };
}

type QueueHealth = {
  readonly group: string;
  readonly address: string;
  readonly queue: string;
  readonly waiting?: number;
  readonly inHands?: number;
  readonly trouble?: string;
};

function depthsOf(
  driver: EventBridgeDriver,
  { group, readers }: Member,
  signal: AbortSignal,
): Promise<QueueHealth>[] {
  return readers.map(async (reader) => {
    const { address, queueUrl: queue } = reader;
    const depth = await within(signal, driver.depthOf(queue, signal));
    const trouble = reader.trouble ?? ("trouble" in depth ? depth.trouble : undefined);
    return {
      group,
      address,
      queue,
      ...("value" in depth && depth.value),
      ...(trouble !== undefined && { trouble }),
    };
  });
}

/** Also where the library does not end when it is told to. */
async function within<Value>(
  signal: AbortSignal,
  work: Promise<Value>,
): Promise<{ readonly value: Value } | { readonly trouble: string }> {
  const { promise: over, reject } = Promise.withResolvers<never>();
  signal.addEventListener("abort", () => reject(new Error(`no answer within ${patienceMs} ms`)), {
    once: true,
  });
  try {
    return { value: await Promise.race([work, over]) };
  } catch (error) {
    const { name, message } = error as Error;
    return { trouble: name === "Error" ? message : `${name}: ${message}` };
  }
}
