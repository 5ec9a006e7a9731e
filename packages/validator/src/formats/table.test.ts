import { describe, expect, test } from "vitest";
import { checkPattern } from "../patterns/parse-pattern.ts";
import { formatMatchers } from "./matcher.ts";
import { formats } from "./table.ts";

function accepts(format: string, text: string): boolean {
  const matcher = formatMatchers[format];
  if (matcher instanceof RegExp) return matcher.test(text);
  return typeof matcher === "function" ? matcher(text) : matcher === true;
}

const cases: readonly [format: string, accepted: readonly string[], refused: readonly string[]][] = [
  [
    "date-time",
    [
      "2024-02-29T23:59:59Z",
      "2024-03-01t00:00:00z",
      "2024-03-01T12:00:00.1234567890123456789+05:30",
      "0000-02-29T00:00:00-23:59",
      "9999-12-31T23:59:59.0Z",
      "2000-02-29T00:00:00Z",
    ],
    [
      "2024-03-01T12:00:00",
      "2020-02-30T00:00:00Z",
      "2023-02-29T00:00:00Z",
      "1900-02-29T00:00:00Z",
      "2024-04-31T00:00:00Z",
      "2024-13-01T00:00:00Z",
      "2024-00-01T00:00:00Z",
      "2024-01-00T00:00:00Z",
      "2024-03-01T24:00:00Z",
      "2024-03-01T12:60:00Z",
      "2024-03-01T12:00:00.Z",
      "2024-03-01T12:00:00+24:00",
      "2024-03-01T12:00:00+0530",
      "2024-03-01 12:00:00Z",
      "2024-03-01T12:00Z",
      "24-03-01T12:00:00Z",
      "12024-03-01T12:00:00Z",
      "2024-03-01T12:00:00Z\n",
      "２０２４-03-01T12:00:00Z",
      "yesterday",
      "",
    ],
  ],
  ["date", ["2024-02-29"], ["2023-02-29", "2024-2-9", "2024-02-29T00:00:00Z"]],
  ["time", ["23:59:59Z", "00:00:00.5+01:00"], ["23:59:59", "24:00:00Z"]],
  [
    "duration",
    ["P1Y2M3DT4H5M6S", "PT1H30S", "P1Y3D", "P4W", "PT0S"],
    ["P", "PT", "P1D2W", "PT0.5S", "1D", "P-1D"],
  ],
  [
    "email",
    ["joe@example.com", '"joe bloggs"@example.com', "joe@[127.0.0.1]", "joe@[IPv6:::1]", "a+b@localhost"],
    [
      "joe",
      "joe@",
      "@example.com",
      ".joe@example.com",
      "joe..b@example.com",
      "joe@-a.com",
      "joe@[300.0.0.1]",
    ],
  ],
  [
    "hostname",
    ["localhost", "a-b.example", "1.2.3.4", "a".repeat(63), Array(127).fill("a").join(".")],
    ["", "-a", "a-", "a_b", "a..b", "a.", "a".repeat(64), `${Array(127).fill("a").join(".")}.a`],
  ],
  ["ipv4", ["0.0.0.0", "255.255.255.255"], ["256.0.0.1", "1.2.3", "01.2.3.4", "1.2.3.4.5", "1.2.3.4 "]],
  [
    "ipv6",
    ["::", "::1", "1::", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:1.2.3.4", "::ffff:1.2.3.4", "1::8"],
    ["1:2:3:4:5:6:7", "1::2::3", ":::", "12345::", "fe80::1%eth0", "1:2:3:4:5:6:7:8:9", "::1.2.3"],
  ],
  [
    "uri",
    ["https://a.example/b?c=d#e", "urn:isbn:1", "mailto:joe@example.com", "http://[::1]:8080/", "a:"],
    ["", "/a", "//a/b", "a b:c", "http://a b", "http://[::1", "http://a/%zz", "http://a/\\b", "1a:b"],
  ],
  [
    "uri-reference",
    ["", "/a", "//a/b", "?q", "#f", "a/b:c", "../x", "http://a"],
    ["a\\b", "%", "#a#b", "1:2"],
  ],
  ["iri", ["http://ƒøø.ßår/?∂éœ=πîx#πîüx"], ["/ƒøø", "http://a b"]],
  ["iri-reference", ["/ƒøø", "#ƒräg"], ["\\ƒ"]],
  ["uri-template", ["http://a/{id}/{?q*,r:3}", "{+path}"], ["http://a/{id", "{}", "a}"]],
  [
    "uuid",
    [
      "0190b5e4-1111-7abc-8def-0123456789ab",
      "00000000-0000-0000-0000-000000000000",
      "2EB8AA08-AA98-11EA-B4AA-73B441D16380",
    ],
    [
      "urn:uuid:0190b5e4-1111-7abc-8def-0123456789ab",
      "{0190b5e4-1111-7abc-8def-0123456789ab}",
      "0190b5e411117abc8def0123456789ab",
    ],
  ],
  ["json-pointer", ["", "/", "/a~0b~1c/0"], ["a", "/a~", "/a~2", "#/a"]],
  ["relative-json-pointer", ["0", "1/a", "2#", "0-1/a", "10+2#"], ["/a", "01", "-1/a", "1a"]],
  ["regex", ["^a+$", "\\p{L}"], ["(", "a\\-b"]],
  ["idn-hostname", ["-not checked-"], []],
];

describe.each(cases)("%s", (format, accepted, refused) => {
  test.each(accepted.map((text) => [text]))("accepts %j", (text) => expect(accepts(format, text)).toBe(true));
  test.each(refused.map((text) => [text]))("refuses %j", (text) => expect(accepts(format, text)).toBe(false));
});

test.each(["1998-12-31T23:59:60Z", "2016-12-31T18:59:60-05:00"])(
  "a leap second is refused on purpose: %s",
  (text) => {
    expect(accepts("date-time", text)).toBe(false);
  },
);

test("every format that is a pattern can be checked in every language", () => {
  const patterns = Object.values(formats).flatMap((format) => ("pattern" in format ? [format.pattern] : []));

  expect(patterns.map((pattern) => checkPattern(pattern)).filter((trouble) => trouble !== undefined)).toEqual(
    [],
  );
});
