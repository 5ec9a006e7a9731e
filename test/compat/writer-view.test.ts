import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkCompatibility } from "@concordat/compat";
import type { Json } from "@concordat/json";
import { describe, expect, test } from "vitest";
import { root } from "../../scripts/workspaces.ts";

/**
 * What a writer sends is what its contract allows, closed: so whoever compares a contract with itself is always safe,
 * and what is safe as written is safe once closed. Proved here, contract by contract.
 */
type Case = { readonly name: string; readonly schema: Json; readonly documents: ReadonlyMap<string, Json> };

describe("a contract reads what its own writers send", () => {
  test.each(casesOfViews())("$name", ({ schema, documents }) => {
    const verdict = checkCompatibility({ writer: schema, reader: schema, resolve: documents });

    expect(verdict).toEqual({ assumption: "closed", status: "compatible" });
  });

  test("every version of the catalogue", () => {
    const contracts = globSync("schemas/**/*.json", { cwd: root })
      .filter((file) => /\d\.\d\.\d\.json$/.test(file))
      .sort();
    const documents = new Map(contracts.map((file) => [idOf(read(file)), read(file)]));
    const verdicts = contracts.map((file) => {
      const schema = read(file);
      const others = new Map([...documents].filter(([id]) => id !== idOf(schema)));
      return [file, checkCompatibility({ writer: schema, reader: schema, resolve: others }).status];
    });

    expect(verdicts.length).toBeGreaterThan(80);
    expect(verdicts.filter(([, status]) => status !== "compatible")).toEqual([]);
  });
});

function casesOfViews(): readonly Case[] {
  return globSync("test/vectors/views/*.json", { cwd: root })
    .sort()
    .flatMap((file) => {
      const { cases } = read(file) as unknown as {
        readonly cases: readonly {
          readonly description: string;
          readonly schema: Json;
          readonly documents?: Readonly<Record<string, Json>>;
        }[];
      };
      return cases.map(({ description, schema, documents = {} }) => ({
        name: `${file.replace(/^.*\/|\.json$/g, "")}: ${description}`,
        schema,
        documents: new Map(Object.entries(documents)),
      }));
    });
}

function idOf(schema: Json): string {
  return (schema as { readonly $id: string }).$id;
}

function read(file: string): Json {
  return JSON.parse(readFileSync(join(root, file), "utf8"));
}
