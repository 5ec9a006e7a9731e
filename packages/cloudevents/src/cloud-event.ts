/**
 * An event as CloudEvents 1.0.2 has it, in memory: a plain frozen object with the attributes under their canonical names.
 *
 * `data` is what was meant, not how it travels: a JSON value, a text where the content type says text, bytes (`Uint8Array`)
 * for anything else. It is the caller's own value, not a copy, so whoever hands it over leaves it alone from then on.
 * What is absent has no member; no member is ever `undefined` or `null`, `data` apart, which may be `null`.
 */
export type CloudEvent<Type extends string = string, Data = unknown> = {
  readonly specversion: "1.0";
  readonly id: string;
  readonly source: string;
  readonly type: Type;
  readonly subject?: string;
  /** RFC 3339. */
  readonly time?: string;
  readonly datacontenttype?: string;
  readonly dataschema?: string;
  readonly data?: Data;
} & KnownExtensions;

/** The extension attributes that this family of services uses. Any other is read with `extensionOf`. */
export type KnownExtensions = {
  readonly branch?: string;
  readonly commit?: string;
  readonly author?: string;
  readonly tenant?: string;
  /** What groups events of one story. */
  readonly correlationid?: string;
  /** The `id` of the event that caused this one. */
  readonly causationid?: string;
  /** Position in an ordered run. */
  readonly sequencenumber?: number;
  /** W3C trace context. */
  readonly traceparent?: string;
  readonly tracestate?: string;
  /** The parent id inside `traceparent`, for those who search by it. */
  readonly spanid?: string;
  /** Events of one partition keep their order. */
  readonly partition?: string;
};

/** What an attribute other than `data` may hold: String, Integer (32 bits, signed) or Boolean of the specification. */
export type AttributeValue = string | number | boolean;

export function extensionOf(event: CloudEvent, name: string): AttributeValue | undefined {
  return (event as unknown as Readonly<Record<string, AttributeValue | undefined>>)[name];
}
