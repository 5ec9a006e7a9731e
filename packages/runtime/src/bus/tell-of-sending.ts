import { noTelemetry, type Telemetry } from "../ports/telemetry.ts";
import type { Transport } from "../ports/transport.ts";
import { runtimeMetrics } from "../telemetry/names.ts";

/** Tells how many messages are without an answer: twice for each publish, however many ride in it. */
export function tellOfSending(
  transport: Pick<Transport, "name" | "publish">,
  telemetry: Telemetry,
): Pick<Transport, "publish"> {
  if (telemetry === noTelemetry) return transport;
  const gauge = telemetry.gauge(runtimeMetrics.sending.name, runtimeMetrics.sending);
  const attributes = { "messaging.system": transport.name };
  let underWay = 0;
  const change = (by: number) => {
    underWay += by;
    gauge.set(underWay, attributes);
  };
  return {
    async publish(messages) {
      change(messages.length);
      try {
        return await transport.publish(messages);
      } finally {
        change(-messages.length);
      }
    },
  };
}
