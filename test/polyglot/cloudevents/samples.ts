import { type CloudEvent, validateEvent } from "@concordat/cloudevents";

const required = {
  specversion: "1.0",
  id: "e-1",
  source: "/oms/main",
  type: "com.foundry.oms.objecttype.created",
};
const time = "2025-01-25T09:00:00Z";
const json = {
  time,
  datacontenttype: "application/json",
  data: { name: "User", tags: ["a", 1, null, true], nested: { deep: 0.5 } },
};

/** What is said to other implementations, and what they are asked to say. */
export const samples: readonly (readonly [name: string, event: CloudEvent])[] = (
  [
    ["required attributes alone", {}],
    [
      "all attributes",
      {
        subject: "object_type/User",
        dataschema: "https://schemas.example.com/a/1.0.0",
        ...json,
      },
    ],
    ["a time with a fraction and an offset", { ...json, time: "2025-01-25T18:00:00.123+09:00" }],
    [
      "every known extension",
      {
        ...json,
        branch: "main",
        commit: "abc123",
        author: "developer@example.com",
        tenant: "t-1",
        correlationid: "corr-123",
        causationid: "e-0",
        sequencenumber: 7,
        traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        spanid: "00f067aa0ba902b7",
        partition: "p-3",
      },
    ],
    ["a boolean and an integer extension", { ...json, flag: true, count: -5 }],
    [
      "letters beyond ASCII",
      { ...json, subject: "Zoë 日本 🙂", author: "Jürgen", data: { name: "Zoë 日本 🙂" } },
    ],
    ["spaces, quotes and percent signs", { ...json, subject: 'a "b" 100% c%20d' }],
    ["text", { time, datacontenttype: "text/plain", data: "Grüße" }],
    ["XML", { time, datacontenttype: "application/xml", data: "<a>é</a>" }],
    ["bytes", { time, datacontenttype: "application/octet-stream", data: Uint8Array.of(0, 1, 254, 255) }],
    ["a JSON type of its own", { ...json, datacontenttype: "application/vnd.oms+json" }],
    ["a JSON string", { ...json, data: "just a string" }],
    ["null as data", { ...json, data: null }],
    ["a source that is a URN", { ...json, source: "urn:uuid:6e8bc430-9c3a-11d9-9669-0800200c9a66" }],
  ] as const
).map(([name, more]) => {
  const { event, violations } = validateEvent({ ...required, ...more });
  if (event === undefined) throw new Error(`${name}: ${JSON.stringify(violations)}`);
  return [name, event] as const;
});
