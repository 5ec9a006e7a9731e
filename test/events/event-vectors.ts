import {
  type CloudEvent,
  createEvent,
  type EncodedMessage,
  httpBinding,
  kafkaBinding,
  natsBinding,
  redisBinding,
  structuredText,
} from "@concordat/cloudevents";
import type { ContractVersion } from "@concordat/contracts";
import { canonicalize, isArray, type Json } from "@concordat/json";

type Headers = Readonly<Record<string, string>>;

/** One event, as it is meant and as it travels. Texts are UTF-8 on the wire. */
export type EventVector = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
  readonly data: Json;
  /** In the JSON event format: the body in structured mode, whatever carries it. */
  readonly structured: string;
  readonly binary: {
    readonly http: { readonly headers: Headers; readonly body: string };
    readonly nats: { readonly headers: Headers; readonly body: string };
    readonly kafka: { readonly headers: Headers; readonly key: string; readonly value: string };
    readonly redis: { readonly fields: Headers };
  };
};

/** Two events of a type: the fullest example with plain attributes, the smallest with letters and signs from elsewhere. */
export function eventVectors(version: ContractVersion, turn: number): readonly EventVector[] {
  const examples = version.document.examples ?? null;
  const sizes = (isArray(examples) ? examples : []).toSorted(
    (a, b) => canonicalize(a).length - canonicalize(b).length,
  );
  const [smallest, fullest] = [sizes[0], sizes.at(-1)];
  if (smallest === undefined || fullest === undefined) throw new Error(`${version.id} has no example`);
  return [
    vectorOf("every attribute, in plain letters", eventOf(version, turn, { ...plain, data: fullest })),
    vectorOf(
      "letters and signs from elsewhere",
      eventOf(version, turn, { ...fromElsewhere, data: smallest }),
    ),
  ];
}

const plain = {
  subject: "object_type/User",
  branch: "main",
  commit: "abc123",
  author: "developer@example.com",
  tenant: "acme",
  correlationid: "corr-123",
  causationid: "abc-122",
  sequencenumber: 41,
  traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
  tracestate: "vendor=t61rcWkgMzE",
  spanid: "00f067aa0ba902b7",
  partition: "User",
};

/** What headers have to encode: spaces, quotes, percent signs, two, three and four bytes of UTF-8, a combining mark. */
const fromElsewhere = {
  ...plain,
  subject: 'object_type/Zo\u00eb "100%" c%20d',
  branch: "feature/gr\u00f6\u00dfe",
  author: "J\u00fcrgen \u65e5\u672c <j@example.com>",
  tenant: "t \u{1f642}",
  sequencenumber: 2_147_483_647,
  partition: "U\u0308ber, schlag; a=b",
};

/** Moments as producers write them; types take turns with them. */
const times = [
  "2025-01-25T09:00:00Z",
  "2025-01-25T09:00:00.123Z",
  "2025-01-25T18:00:00+09:00",
  "2024-02-29T23:59:59.999999Z",
];

function eventOf(version: ContractVersion, turn: number, more: typeof plain & { data: Json }): CloudEvent {
  const { extensions, ...known } = { ...more, extensions: { retained: turn % 2 === 0, shard: turn } };
  return createEvent({
    type: version.type ?? "",
    source: `/oms/${more.branch === "main" ? "main" : "feature"}`,
    id: `0193a5b2-7c3f-7d4a-8e5b-${String(turn).padStart(12, "0")}`,
    time: times[turn % times.length] ?? "",
    // The URL of the registry, which has no ending.
    dataschema: version.uri.replace(/\.json$/, ""),
    ...known,
    extensions,
  });
}

function vectorOf(name: string, event: CloudEvent): EventVector {
  const { data, ...attributes } = event;
  const http = httpBinding.encode(event, "binary");
  const nats = natsBinding.encode(event, "binary");
  const kafka = kafkaBinding.encode(event, "binary");
  const { fields } = redisBinding.encode(event, "binary");
  return {
    name,
    attributes: attributes as EventVector["attributes"],
    data: data as Json,
    structured: structuredText(event),
    binary: {
      http: { headers: http.headers, body: bodyText(http) },
      nats: { headers: nats.headers, body: bodyText(nats) },
      kafka: { headers: kafka.headers, key: kafka.key ?? "", value: bodyText(kafka) },
      redis: {
        fields: Object.fromEntries(
          Object.entries(fields).map(([field, value]) => [
            field,
            typeof value === "string" ? value : Buffer.from(value).toString(),
          ]),
        ),
      },
    },
  };
}

function bodyText({ body }: EncodedMessage<Headers, Uint8Array | null>): string {
  return Buffer.from(body ?? []).toString();
}
