import { createEvent, type EventInit } from "@concordat/cloudevents";

/** What many events have in common is judged once. Where it is wrong, each of them says so when it is sent. */
export function areRight(attributes: Pick<EventInit, "type" | "source" | "dataschema">): boolean {
  try {
    createEvent({ ...attributes, id: "0", time: null });
    return true;
  } catch {
    return false;
  }
}
