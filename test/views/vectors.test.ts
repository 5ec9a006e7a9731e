import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Json } from "@concordat/json";
import { createSchemaGraph, readerView, type View, writerView } from "@concordat/schema";
import { describe, expect, test } from "vitest";
import { root } from "../../scripts/workspaces.ts";
import { judgesOf } from "./judges.ts";
import { lawAllows } from "./law.ts";

/**
 * One file a clause of the law or a trap that naive closing falls into; its last case is the harmless twin.
 * `reader` and `writer` say whether that side's view accepts the instance.
 */
type VectorFile = { readonly description: string; readonly cases: readonly Vector[] };
type Vector = {
  readonly description: string;
  readonly schema: Json;
  readonly documents?: Readonly<Record<string, Json>>;
  readonly instances: readonly {
    readonly description: string;
    readonly data: Json;
    readonly reader: boolean;
    readonly writer: boolean;
  }[];
};

const files = globSync("test/vectors/views/*.json", { cwd: root }).sort();

for (const file of files) {
  const { description, cases } = JSON.parse(readFileSync(join(root, file), "utf8")) as VectorFile;

  describe(`${basename(file, ".json")}: ${description}`, () => {
    test.each(cases)("$description", async ({ schema, documents = {}, instances }) => {
      const graph = createSchemaGraph(new Map(Object.entries(documents)), { root: schema });
      expect(graph.findings).toEqual([]);

      for (const side of ["reader", "writer"] as const) {
        const expected = instances.map((instance) => [instance.description, instance[side]]);
        for (const { by, accepts } of await judgesOf(viewOf[side](graph).schema))
          expect(
            instances.map((instance) => [instance.description, accepts(instance.data)]),
            `${side}'s view, judged by ${by}`,
          ).toEqual(expected);
      }
      for (const { data, reader, writer } of instances)
        if (reader && !writer) expect(lawAllows(data, graph.enter(), graph)).toBe(false);
    });
  });
}

const viewOf: Readonly<Record<"reader" | "writer", (graph: ReturnType<typeof createSchemaGraph>) => View>> = {
  reader: (graph) => readerView(undefined, graph),
  writer: (graph) => writerView(undefined, graph),
};
