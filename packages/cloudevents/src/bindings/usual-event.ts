import type { Members } from "../validate/judge.ts";

/**
 * What nearly all events have, in literals, whichever way it was read: objects of one shape are what makes reading them cheap. One by one, since
 * an object to hand them over in would cost as much as the event.
 */
export function usualEvent(
  specversion: unknown,
  id: unknown,
  source: unknown,
  type: unknown,
  time: unknown,
  datacontenttype: unknown,
  dataschema: unknown,
  data: unknown,
): Members {
  return dataschema === undefined
    ? { specversion, id, source, type, time, datacontenttype, data }
    : { specversion, id, source, type, time, datacontenttype, dataschema, data };
}
