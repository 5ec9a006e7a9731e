import { expect, test } from "vitest";
import { namesOfPattern } from "./pattern-names.ts";

test("all names match what leaves none out, or next to none", () => {
  for (const pattern of ["", ".*", "^.*$", "^", "$", ".+", "^.+$", "^[\\s\\S]*$"])
    expect(namesOfPattern(pattern), pattern).toEqual({ are: "all" });
});

test("names that are spelt out are listed", () => {
  expect(namesOfPattern("^a$")).toEqual({ are: "listed", names: ["a"] });
  expect(namesOfPattern("^(a|b\\.c|)$")).toEqual({ are: "listed", names: ["a", "b.c", ""] });
  expect(namesOfPattern("^(?:a|b)$")).toEqual({ are: "listed", names: ["a", "b"] });
  expect(namesOfPattern("^$")).toEqual({ are: "listed", names: [""] });
});

test("names that begin or end alike are framed", () => {
  expect(namesOfPattern("^x-")).toEqual({ are: "framed", before: "x-", after: "" });
  expect(namesOfPattern("_id$")).toEqual({ are: "framed", before: "", after: "_id" });
  expect(namesOfPattern("^x-.*$")).toEqual({ are: "framed", before: "x-", after: "" });
  expect(namesOfPattern("^a.*b$")).toEqual({ are: "framed", before: "a", after: "b" });
  expect(namesOfPattern("^\\$\\{a")).toEqual({ are: "framed", before: "${a", after: "" });
});

test("whatever is cleverer takes some names, and nobody claims to know which", () => {
  for (const pattern of [
    "^[a-z]+$",
    "^x-[a-z]",
    "a|b",
    "^a|b$",
    "a.c",
    "^x-.+$",
    "^x\\d",
    "\\$",
    "^a$|^b$",
    "(?=a)b",
    "^a\\",
    "[",
  ])
    expect(namesOfPattern(pattern), pattern).toEqual({ are: "some" });
});
