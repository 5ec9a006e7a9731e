import { cloudEventErrors } from "@concordat/cloudevents";
import { type PublishResult, transportErrors } from "@concordat/runtime";

type Refused = Extract<PublishResult, { status: "refused" }>;

const transport = "nats";

/** It may be stored, and nobody says. */
export function unknown(address: string, why: string, cause?: Error): PublishResult {
  return {
    status: "unknown",
    error: transportErrors.TRANSPORT_NO_ANSWER({ transport, address, why }, { cause }),
  };
}

export function refused(error: Error): Refused {
  return { status: "refused", error };
}

export function unreachable(at: string, trouble: string): Error {
  return transportErrors.TRANSPORT_UNREACHABLE({ transport, at, trouble });
}

export function tooLarge(bytes: number, limit: number): Error {
  return cloudEventErrors.LIMIT_EVENT_BYTES({ bytes, limit });
}
