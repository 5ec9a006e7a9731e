import { AsyncLocalStorage } from "node:async_hooks";
import type { CloudEvent } from "@concordat/cloudevents";

/** The event that the running code is handling, wherever in the call tree it stands: what is sent meanwhile was caused by it. */
const current = new AsyncLocalStorage<CloudEvent>();

export function currentEvent(): CloudEvent | undefined {
  return current.getStore();
}

export function withCurrentEvent<Result>(event: CloudEvent, run: () => Result): Result {
  return current.run(event, run);
}
