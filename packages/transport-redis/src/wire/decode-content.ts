import {
  createDomainEventFormat,
  isRefusal,
  PlacedMessage,
  redisBinding,
  type TypeNames,
} from "@concordat/cloudevents";
import { digestOf } from "@concordat/json/digest";
import type { DecodedContent, RawContent } from "@concordat/runtime";
import { areOfDomainEvent, domainBodyField, isDomainEvent } from "./field-names.ts";

/** What reads the content of messages, in whichever of both formats they are. Never throws. */
export function createContentReader({
  messageBytes,
  types = anyType,
}: {
  readonly messageBytes: number;
  /** What the names in messages of the event bus mean. Default: each is a type of its own. */
  readonly types?: TypeNames | undefined;
}): (raw: RawContent) => DecodedContent {
  const limits = { maxBytes: messageBytes };
  const context = { types, sourceOf: () => "/eventbus", judging: {} };
  return (raw) => {
    if (!isOfEventBus(raw)) {
      const verdict = redisBinding.decode(raw, limits);
      return verdict.valid ? { event: verdict.event } : { event: undefined, violations: verdict.violations };
    }
    const fields = { ...raw.headers, [domainBodyField]: textOf(raw.body) };
    const result = domainEvents.read(fields, context);
    return isRefusal(result) ? { event: undefined, violations: result.violations } : { event: result.event };
  };
}

/** By names alone where those are at hand: headers need not be made for this. */
function isOfEventBus(raw: RawContent): boolean {
  return raw instanceof PlacedMessage ? areOfDomainEvent(raw.places.names) : isDomainEvent(raw.headers);
}

const domainEvents = createDomainEventFormat({ checksum: digestOf });

/** Whoever reads here has no catalogue; that a type is known is judged by the layers above. */
const anyType: TypeNames = {
  current: new (class extends Set<string> {
    override has(): boolean {
      return true;
    }
  })(),
  said: new Map(),
  find: (name) => name,
  near: () => [],
};

function textOf(body: Uint8Array): string {
  return Buffer.from(body.buffer, body.byteOffset, body.length).toString();
}
