import { defineFault } from "../fault.ts";
import { saidUnder } from "../place.ts";

/** Texts that a format refuses, and some that it takes although they look odd. */
export const formats = defineFault("format", function* (place, turn) {
  if (typeof place.value !== "string") return;
  for (const format of saidUnder(place, "format")) {
    const known = typeof format === "string" ? texts[format] : undefined;
    if (known === undefined) continue;
    // Two of each, taking turns: contracts have many moments.
    for (const step of [0, 1]) {
      const text = known[(turn + step * Math.ceil(known.length / 2)) % known.length];
      if (text !== undefined) yield { what: `is ${JSON.stringify(text)}`, becomes: text };
    }
  }
});

const texts: Readonly<Record<string, readonly string[]>> = {
  "date-time": [
    "2025-01-25T09:00:00",
    "2025-01-25",
    "2025-02-30T09:00:00Z",
    "2025-01-25T24:00:00Z",
    "2025-01-25T09:00:00+0900",
    "2024-02-29t23:59:59.123456789z",
    "2025-01-25T18:00:00.5+09:00",
    "2025-01-25T09:00:00-00:00",
  ],
  date: ["2025-02-29", "2024-02-29", "2025-1-5", "2025-01-25T00:00:00Z"],
  email: ["developer", "developer@", "developer@example.com"],
  uuid: ["0193a5b27c3f7d4a8e5b1c2d3e4f5a6b", "0193A5B2-7C3F-7D4A-8E5B-1C2D3E4F5A6B", "0193a5b2"],
  uri: ["/a/relative/path", "a b:c", "urn:oms:main"],
  "uri-reference": ["a b", "../up?x#y", "%zz"],
  regex: ["(", "^a{2}$", "[z-a]"],
  "json-pointer": ["name", "/a~2b", "/a~1b/0"],
};
