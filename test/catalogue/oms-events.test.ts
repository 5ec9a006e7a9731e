import { describe, expect, test } from "vitest";
import { catalogue, examplesOf, reader, writer } from "./house.ts";

/** The 29 event types of the ontology management system, as its services spell them. */
const groups: Readonly<Record<string, readonly string[]>> = {
  schema: ["created", "updated", "deleted", "validated"],
  objecttype: ["created", "updated", "deleted"],
  property: ["created", "updated", "deleted"],
  linktype: ["created", "updated", "deleted"],
  branch: ["created", "updated", "deleted", "merged"],
  proposal: ["created", "updated", "approved", "rejected", "merged"],
  action: ["started", "completed", "failed", "cancelled"],
  system: ["healthcheck", "error", "maintenance"],
};
const types = Object.entries(groups).flatMap(([group, verbs]) =>
  verbs.map((verb) => `com.foundry.oms.${group}.${verb}`),
);

test("the catalogue holds exactly the 29 types, each of the form com.foundry.oms.group.verb", () => {
  const listed = catalogue
    .list({ kind: "event", type: "com.foundry.oms.*", latest: true })
    .map(({ type }) => type);

  expect(types).toHaveLength(29);
  expect(listed.toSorted()).toEqual(types.toSorted());
  for (const type of listed) expect(type).toMatch(/^com\.foundry\.oms\.[a-z]+\.[a-z]+$/);
});

describe.each(types)("%s", (type) => {
  const versions = catalogue.byType(type);

  test("every example passes both views, and the first one is the smallest", () => {
    for (const version of versions) {
      for (const example of examplesOf(version)) {
        expect(writer(version)(example), version.id).toEqual({ valid: true });
        expect(reader(version)(example), version.id).toEqual({ valid: true });
      }
      const [smallest = {}] = examplesOf(version);
      expect(Object.keys(smallest).toSorted()).toEqual([...(version.document.required as string[])].sort());
    }
  });

  test("without any one of its required members it is refused, at that place", () => {
    for (const version of versions) {
      const [smallest = {}] = examplesOf(version);
      for (const name of version.document.required as string[]) {
        const { [name]: _gone, ...rest } = smallest;
        expect(reader(version)(rest), name).toMatchObject({
          valid: false,
          problems: [{ code: "DATA_INVALID", rule: "required" }],
        });
      }
    }
  });

  test("a member of the wrong type is refused", () => {
    for (const version of versions) {
      const [smallest = {}] = examplesOf(version);
      const [name = ""] = version.document.required as string[];
      expect(reader(version)({ ...smallest, [name]: { not: "this" } })).toMatchObject({
        valid: false,
        problems: [{ pointer: `/${name}` }],
      });
    }
  });

  test("an undeclared member is refused of a writer and let through by a reader", () => {
    for (const version of versions) {
      const [smallest = {}] = examplesOf(version);
      const misspelt = { ...smallest, nmae: "User" };
      expect(writer(version)(misspelt)).toMatchObject({ valid: false, problems: [{ pointer: "/nmae" }] });
      expect(reader(version)(misspelt)).toEqual({ valid: true });
    }
  });
});
