import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readProjectCatalogue } from "@concordat/contracts/files";
import { expect, test, vi } from "vitest";
import { contract, documentWithPayload, readUnjudged, temporaryProject } from "../testing/project.ts";
import { interpretDocument } from "./interpret-document.ts";

vi.mock("@asyncapi/parser", () => {
  throw new Error("the parser was loaded");
});

const files = {
  "docs/asyncapi.yaml": `${documentWithPayload("$ref: ../schemas/parcels/sent/1.0.0.json")}components: { schemas: { extra: { $ref: ./extra.yaml } } }\n`,
  "docs/extra.yaml": "type: string\n",
  ...contract("parcels/sent/1.0.0"),
};

function past() {
  const project = { ...temporaryProject(files), asyncapi: "docs/asyncapi.yaml" };
  const { catalogue } = readProjectCatalogue(project.root, project);
  return { project, catalogue, asyncapi: project.asyncapi };
}

test("a document of files that lie nowhere has the model of the same files in a folder", () => {
  const { project, catalogue, asyncapi } = past();
  const asked: string[] = [];
  const readBytes = (file: string) => {
    asked.push(file);
    return readFileSync(join(project.root, file));
  };

  expect(interpretDocument({ asyncapi, catalogue, readBytes })).toEqual(readUnjudged(project).model);
  expect(asked).toEqual(["docs/asyncapi.yaml", "docs/extra.yaml"]);
});

test("what is not there or of no version we know has no model", () => {
  const { catalogue, asyncapi } = past();
  const from = (text: string | undefined) =>
    interpretDocument({
      asyncapi,
      catalogue,
      readBytes: () => {
        if (text === undefined) throw Object.assign(new Error("gone"), { code: "ENOENT" });
        return new TextEncoder().encode(text);
      },
    });

  expect(from(undefined)).toBeUndefined();
  expect(from("asyncapi: 7.0.0")).toBeUndefined();
  expect(from("{ broken")).toBeUndefined();
});
