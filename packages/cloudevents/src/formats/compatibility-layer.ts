import type { JsonObject } from "@concordat/json";
import type { CloudEvent } from "../cloud-event.ts";
import { isRefusal, type ReadResult, type Refusal } from "./format.ts";
import type { Formats } from "./formats.ts";
import { legacyCloudEvent } from "./legacy-cloud-event.ts";
import { toLegacy } from "./to-legacy.ts";

/** What is sent while old and new consumers live side by side. */
export type CompatibilityMode = "enhanced" | "legacy" | "dual";

/** One thing to send. Where it goes is somebody else's business. */
export type VersionedMessage =
  | { readonly format: "enhanced"; readonly message: CloudEvent }
  | { readonly format: "legacy_cloudevent"; readonly message: JsonObject };

/** An event, in each of the shapes that the mode wants. Both say the same under the same `id`. */
export function messagesOf(event: CloudEvent, mode: CompatibilityMode): readonly VersionedMessage[] {
  const messages: VersionedMessage[] = [];
  if (mode !== "legacy") messages.push({ format: "enhanced", message: event });
  if (mode !== "enhanced") messages.push({ format: "legacy_cloudevent", message: toLegacy(event) });
  return messages;
}

/** A consumer of today around one of yesterday: it is handed events and passes on the legacy shape. */
export function wrapHandler<Rest extends readonly unknown[], Result>(
  oldHandler: (legacy: JsonObject, ...rest: Rest) => Result,
): (event: CloudEvent, ...rest: Rest) => Result {
  return (event, ...rest) => oldHandler(toLegacy(event), ...rest);
}

/** The event that a legacy message means. */
export function fromLegacy(value: unknown, formats: Formats): ReadResult {
  return formats.readAs(legacyCloudEvent.name, value);
}

/** Old callers hand over any format that is known; out comes what is to be sent, or why it cannot be. */
export function republish(
  value: unknown,
  { formats, mode }: { readonly formats: Formats; readonly mode: CompatibilityMode },
): { readonly messages: readonly VersionedMessage[] } | Refusal {
  const result = formats.readAny(value);
  return isRefusal(result) ? result : { messages: messagesOf(result.event, mode) };
}
