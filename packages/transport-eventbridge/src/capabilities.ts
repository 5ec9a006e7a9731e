import type { Durability, TransportCapabilities } from "@concordat/runtime";
import { requestMessages } from "./driver/driver.ts";
import type { EventBridgeSettings } from "./settings.ts";
import { messageBytesOf } from "./wire/limits.ts";

type Asked = Pick<EventBridgeSettings, "maxEntryBytes"> & { readonly durability?: Durability };

/** `host` is the one that answered: what AWS promises, only AWS keeps. */
export function capabilitiesOf(
  { durability, maxEntryBytes }: Asked,
  host: string | undefined,
): TransportCapabilities {
  return {
    durability: durability ?? (isAws(host) ? "power-loss" : "none"),
    order: { notPromised: "EventBridge and the standard queues of SQS keep no order" },
    replay: {
      notPromised: "a rule sends on what comes after it was made; archives of EventBridge are not used",
    },
    attempts: {
      notPromised:
        "SQS counts roughly how often a message was received, and not how often it was tried there",
    },
    dedupeWindowMs: { notPromised: "EventBridge takes every entry for a new one" },
    reconnects: true,
    limits: { messageBytes: messageBytesOf(maxEntryBytes), requestMessages },
  };
}

/** Before anybody answered, the endpoint is the one of the region. */
export function isAws(host: string | undefined): boolean {
  return host === undefined || /(?:^|\.)(?:amazonaws\.com(?:\.cn)?|api\.aws)$/.test(host);
}
