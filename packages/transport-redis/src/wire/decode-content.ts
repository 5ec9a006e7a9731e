import { createDomainEventFormat, isRefusal, redisBinding, type TypeNames } from "@concordat/cloudevents";
import { digestOf } from "@concordat/json/digest";
import type { DecodedContent, RawContent } from "@concordat/runtime";
import { domainBodyField, isDomainEvent } from "./field-names.ts";

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
    const { headers, body } = raw;
    if (!isDomainEvent(headers)) {
      const verdict = redisBinding.decode(raw, limits);
      return verdict.valid ? { event: verdict.event } : { event: undefined, violations: verdict.violations };
    }
    const fields = { ...headers, [domainBodyField]: textOf(body) };
    const result = domainEvents.read(fields, context);
    return isRefusal(result) ? { event: undefined, violations: result.violations } : { event: result.event };
  };
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
