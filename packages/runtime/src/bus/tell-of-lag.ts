import { describeFailure } from "../failure/describe-failure.ts";
import type { Clock } from "../ports/clock.ts";
import type { Logger } from "../ports/logger.ts";
import { noTelemetry, type Telemetry } from "../ports/telemetry.ts";
import type { GroupLag, Transport } from "../ports/transport.ts";
import { runtimeMetrics } from "../telemetry/names.ts";

export type LagWatch = {
  /** From now on, until `end`. May be called again. */
  begin(): void;
  end(): void;
};

export type LagWatchOptions = {
  readonly transport: Pick<Transport, "name" | "lag">;
  readonly telemetry: Telemetry;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly everyMs: number;
};

/**
 * How far groups are behind only the broker knows, so it is asked now and then, and never for each message. The next question waits
 * for the answer to the one before.
 */
export function tellOfLag({ transport, telemetry, logger, clock, everyMs }: LagWatchOptions): LagWatch {
  if (transport.lag === undefined || telemetry === noTelemetry || everyMs === Number.POSITIVE_INFINITY)
    return { begin: () => {}, end: () => {} };
  const ask = transport.lag.bind(transport);
  const gauge = telemetry.gauge(runtimeMetrics.lag.name, runtimeMetrics.lag);
  let told = new Map<string, GroupLag>();
  let isOn = false;
  let cancel = () => {};

  async function read(): Promise<void> {
    try {
      const now = new Map((await ask()).map((each) => [JSON.stringify([each.group, each.address]), each]));
      if (!isOn) return;
      for (const each of now.values()) gauge.set(each.unread, attributesOf(each));
      // A gauge keeps what it was told last, for ever.
      for (const [pair, each] of told) if (!now.has(pair)) gauge.set(0, attributesOf(each));
      told = now;
    } catch (thrown) {
      const { type, message } = describeFailure(thrown);
      logger.debug("lag not known", { transport: transport.name, error: type, reason: message });
    }
    if (isOn) cancel = clock.after(everyMs, read);
  }
  const attributesOf = ({ group, address }: GroupLag) => ({
    "messaging.system": transport.name,
    "messaging.destination.name": address,
    "messaging.consumer.group.name": group,
  });
  return {
    begin() {
      if (isOn) return;
      isOn = true;
      void read();
    },
    end() {
      isOn = false;
      cancel();
    },
  };
}
