import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readProjectCatalogue } from "@concordat/contracts/files";
import { onTestFinished } from "vitest";
import { buildModel } from "../model/build-model.ts";
import type { Project } from "../model/project.ts";
import { type DocumentReading, inOrder, interpret, readDocument } from "../model/read-document.ts";
import type { SchemaJudge } from "../payload/check.ts";
import { readWorld } from "../source/world.ts";

export type Files = Readonly<Record<string, string>>;

/** A project with these files and the default settings, gone when the test is over. */
export function temporaryProject(files: Files): Project {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "concordat-")));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  mkdirSync(join(root, "schemas"), { recursive: true });
  return { root, schemas: "schemas", base: "https://schemas.example/", asyncapi: "asyncapi.yaml" };
}

/** Reads `asyncapi.yaml` of such a project. */
export function read(files: Files, judge?: SchemaJudge): Promise<DocumentReading> {
  const options = optionsFor(temporaryProject(files));
  return readDocument({ ...options, ...(judge && { judge }) });
}

/** The same without the official parser, whose second would be spent for nothing where its opinion is not asked. */
export function readUnjudged(files: Files | Project): Pick<DocumentReading, "model" | "findings"> {
  const project = isProject(files) ? files : temporaryProject(files);
  const { catalogue, ...options } = optionsFor(project);
  const world = readWorld({ ...options, catalogue });
  const { draft, findings } = interpret(world);
  const built = draft && buildModel(draft, { catalogue, world });
  return {
    ...(built && { model: built.model }),
    findings: inOrder([...world.findings, ...findings, ...(built?.findings ?? [])]),
  };
}

function isProject(value: Files | Project): value is Project {
  return "root" in value;
}

function optionsFor(project: Project) {
  const { root, asyncapi } = project;
  return { root, asyncapi, catalogue: readProjectCatalogue(root, project).catalogue };
}

/** One of the documents beside this file. */
export function testDocument(name: string): string {
  return readFileSync(join(import.meta.dirname, name), "utf8");
}

/** A 3.0 document with one message that is sent. The payload is YAML, indented by ten. */
export function documentWithPayload(payload: string): string {
  return `asyncapi: 3.0.0
info: { title: Parcels, version: 1.0.0 }
channels:
  parcels:
    address: parcels
    messages:
      sent:
        payload:
${payload.replace(/^/gm, "          ")}
operations:
  sendParcel: { action: send, channel: { $ref: "#/channels/parcels" } }
`;
}

export function contract(id: string, members: Readonly<Record<string, unknown>> = {}): Files {
  const document = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: `https://schemas.example/${id}.json`,
    title: "Parcel sent",
    "x-concordat": { kind: "event", type: "com.acme.parcel.sent", owner: "parcels" },
    type: "object",
    ...members,
  };
  return { [`schemas/${id}.json`]: `${JSON.stringify(document, null, 2)}\n` };
}
