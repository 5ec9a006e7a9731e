import type { CloudEvent } from "@concordat/cloudevents";

/** An event that has every attribute and extension, with text that is not ASCII in data and attributes. */
export function sampleEvent(id: string, more: Partial<CloudEvent> = {}): CloudEvent {
  return {
    specversion: "1.0",
    id,
    source: "/concordat/transport-testkit",
    type: "com.example.conformance.happened",
    subject: `größe/${id}`,
    time: "2026-01-25T09:00:00.123Z",
    datacontenttype: "application/json",
    dataschema: "https://schemas.example.com/conformance/happened/1.0.0",
    branch: "main",
    commit: "9fceb02d0ae598e95dc970b74767f19372d61af8",
    author: "김유나 <yuna@example.com>",
    tenant: "acme",
    correlationid: "c-1",
    causationid: "cause-1",
    sequencenumber: 7,
    traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    tracestate: "congo=t61rcWkgMzE",
    spanid: "b7ad6b7169203331",
    partition: "p-1",
    data: {
      name: "Größe 尺寸 🧭",
      quote: 'a "quoted" \\ backslash, a\ttab and a\nline',
      numbers: [0, -1, 0.1, 1e21],
      nothing: null,
      nested: { yes: true, list: [[], {}] },
    },
    ...more,
  };
}
