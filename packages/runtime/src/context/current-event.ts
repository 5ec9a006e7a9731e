import { AsyncLocalStorage } from "node:async_hooks";
import type { CloudEvent } from "@concordat/cloudevents";

/** The event that the running code is handling, wherever in the call tree it stands: what is sent meanwhile was caused by it. */
const current = new AsyncLocalStorage<CloudEvent | undefined>();

export function currentEvent(): CloudEvent | undefined {
  return current.getStore();
}

/** With `undefined` it runs on behalf of no event, whoever's code called it. */
export function withCurrentEvent<Result>(event: CloudEvent | undefined, run: () => Result): Result {
  return current.run(event, run);
}
