import fc from "fast-check";
import { expect, test } from "vitest";
import { checkContractId, formatContractId, parseContractId } from "./contract-id.ts";

test.each(["oms/objecttype/created", "commerce/product-sku/created", "a/b", "eventbus/dlq/entry", "a1/2b"])(
  "%s names a contract and comes back as it was written",
  (text) => {
    const id = parseContractId(text);

    expect(id?.segments).toEqual(text.split("/"));
    expect(id && formatContractId(id)).toBe(text);
  },
);

test.each([
  ["", "has an empty word"],
  ["orders", "is a single word"],
  ["/oms/created", "has an empty word"],
  ["oms/created/", "has an empty word"],
  ["oms//created", "has an empty word"],
  ["../../evil", 'has the word ".."'],
  ["oms/../evil", 'has the word ".."'],
  ["./oms/created", 'has the word "."'],
  ["/etc/passwd", "has an empty word"],
  ["c:/windows", 'has the word "c:"'],
  ["oms\\created/x", 'has the word "oms\\created"'],
  [".git/hooks/x", 'has the word ".git"'],
  ["node_modules/y", 'has the word "node_modules"'],
  ["-rf/x", 'has the word "-rf"'],
  ["oms/created-", 'has the word "created-"'],
  ["oms/a--b", 'has the word "a--b"'],
  ["OMS/Created", 'has the word "OMS"'],
  ["oms/order placed", 'has the word "order placed"'],
  ["oms/order%2fplaced", 'has the word "order%2fplaced"'],
  ["oms/order.placed", 'has the word "order.placed"'],
  ["oms/注文", 'has the word "注文"'],
  ["oms/con", "a device on Windows"],
  ["nul/x", "a device on Windows"],
  ["oms/com1", "a device on Windows"],
  ["oms/lpt9/x", "a device on Windows"],
  ["subjects/created", 'begins with "subjects", a reserved word'],
  ["v1/created", 'begins with "v1", a reserved word'],
  ["meta/contract", 'begins with "meta", a reserved word'],
  [`oms/${"a".repeat(65)}`, "has a word of 65 characters"],
  [`oms${"/aaaaaaaaaaaaaaa".repeat(13)}`, "is 211 characters long"],
])("%j names no contract", (text, trouble) => {
  const error = checkContractId(text);

  expect(parseContractId(text)).toBeUndefined();
  expect(error?.code).toBe("CONTRACT_ID");
  expect(error?.message).toContain(trouble);
});

test.each(["oms/\u202ecreated", "oms/cre\u200bated", "oms/created\u0000", "oms/cafe\u0301"])(
  "%j is refused for its characters, and the message does not repeat them",
  (text) => {
    const error = checkContractId(text);

    expect(error?.code).toBe("SCHEMA_NAME_CHARS");
    expect(error?.message).not.toContain(text);
  },
);

test("reserved words are free in later places, and device names inside longer words", () => {
  for (const text of ["oms/config", "eventbus/subjects/v1", "oms/console", "oms/null"])
    expect(checkContractId(text)).toBeUndefined();
});

test("a hostile length is named and not repeated", () => {
  expect(checkContractId("a".repeat(1_000_000))?.message.length).toBeLessThan(300);
});

test("whatever passes is a relative path without surprises", () => {
  const words = fc.stringMatching(/^[a-z0-9.\-/_A-Z%~]{0,30}$/);
  fc.assert(
    fc.property(words, (text) => {
      if (parseContractId(text) === undefined) return;
      expect(new URL(text, "https://x.example/base/").href).toBe(`https://x.example/base/${text}`);
    }),
  );
});
