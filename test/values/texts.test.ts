import { decodeStructured, structuredText } from "@concordat/cloudevents";
import { canonicalize, type Json, JsonError, parseJson, valueAt } from "@concordat/json";
import { describe, expect, test } from "vitest";
import { readCases } from "./read-cases.ts";

/** What comes of a text that is read and written again, by itself and as the data of an event. */
type Given = { readonly text: string } | { readonly hex: string };
type Expect =
  | { readonly refused: string }
  | {
      readonly canonical: string;
      /** Why an event may not have it as its data. */
      readonly event?: string;
      readonly characters?: number;
      readonly utf8?: string;
    };

const files = [
  "numbers/integers",
  "numbers/fractions",
  "numbers/decimals",
  "unicode/kept",
  "unicode/refused",
  "unicode/marks",
  "unicode/names",
];

describe.each(files)("%s", (file) => {
  const cases = readCases<Given, Expect>(file);

  test.each(cases)("$name", ({ given, expect: wanted }) => {
    const input = "hex" in given ? Buffer.from(given.hex, "hex") : given.text;
    if ("refused" in wanted) {
      expect(() => parseJson(input)).toThrow(expect.objectContaining({ code: wanted.refused }));
      expect(() => parseJson(input)).toThrow(JsonError);
      return;
    }
    const value = parseJson(input);
    expect(canonicalize(value)).toBe(wanted.canonical);
    if (wanted.characters !== undefined) expect([...String(value)]).toHaveLength(wanted.characters);
    if (wanted.utf8 !== undefined) expect(Buffer.from(String(value)).toString("hex")).toBe(wanted.utf8);
  });

  test.each(cases.filter(({ given }) => "text" in given))(
    "$name, as the data of an event",
    ({ given, expect: wanted }) => {
      const text = "text" in given ? given.text : "";
      const { event, violations } = decodeStructured(eventWith(text));
      if ("refused" in wanted || wanted.event !== undefined) {
        expect(violations.map(({ code }) => code)).toEqual([
          "refused" in wanted ? wanted.refused : wanted.event,
        ]);
        return;
      }
      expect(violations).toEqual([]);
      const again = event && parseJson(structuredText(event));
      expect(canonicalize(valueAt(again as Json, "/data") as Json)).toBe(wanted.canonical);
    },
  );
});

function eventWith(data: string): string {
  return `{"specversion":"1.0","id":"1","source":"/a","type":"t","data":${data}}`;
}
