import { readFileSync } from "node:fs";
import { join } from "node:path";
import { digestOfBytes } from "@concordat/json/digest";
import type { FastifyInstance } from "fastify";
import folderOfExplorer from "swagger-ui-dist/absolute-path.js";
import { type Prepared, prepare } from "../../http/compress.ts";
import { declareRoute } from "../../http/declare-route.ts";
import { sendPrepared } from "../../http/send-document.ts";
import type { ServedRoute } from "../../openapi/collect-routes.ts";
import { openApiDocument } from "../../openapi/document.ts";
import { explorerPage, explorerPolicy, explorerScript } from "../../openapi/explorer.ts";

/** `GET /openapi.json`: what the server does, as data; `/docs`: the same for people, with Swagger UI. */
export function explorerFace(server: FastifyInstance, routes: readonly ServedRoute[]): void {
  let document: Prepared | undefined;
  declareRoute(server, {
    method: "GET",
    url: "/openapi.json",
    role: "public",
    chapter: "documents",
    summary: "This document",
    answers: {
      200: { says: "OpenAPI 3.1.", types: { "application/json": { type: "object" } } },
      304: { says: "The client has it." },
    },
    handler: ({ request, reply, type }) => {
      // Not before all routes are there.
      document ??= preparedText(`${JSON.stringify(openApiDocument(routes), undefined, 2)}\n`);
      return sendPrepared(request, reply, document, { type, lasting: "revalidate" });
    },
  });

  for (const [url, { type, summary, read }] of Object.entries(explorerFiles)) {
    let file: Prepared | undefined;
    declareRoute(server, {
      method: "GET",
      url,
      role: "public",
      chapter: "documents",
      summary,
      answers: { 200: { says: "The file.", types: { [type]: {} } }, 304: { says: "The client has it." } },
      handler: ({ request, reply }) => {
        file ??= read();
        reply.header("content-security-policy", explorerPolicy);
        return sendPrepared(request, reply, file, { type: `${type}; charset=utf-8`, lasting: "revalidate" });
      },
    });
  }
}

type ExplorerFile = { readonly type: string; readonly summary: string; readonly read: () => Prepared };

const explorerFiles: Readonly<Record<string, ExplorerFile>> = {
  "/docs": {
    type: "text/html",
    summary: "The API, to read and to try",
    read: () => preparedText(explorerPage),
  },
  "/docs/start.js": {
    type: "text/javascript",
    summary: "Starts the explorer",
    read: () => preparedText(explorerScript),
  },
  "/docs/swagger-ui.js": {
    type: "text/javascript",
    summary: "Swagger UI",
    read: () => preparedFile("swagger-ui-bundle.js"),
  },
  "/docs/swagger-ui.css": {
    type: "text/css",
    summary: "Its style sheet",
    read: () => preparedFile("swagger-ui.css"),
  },
};

function preparedFile(name: string): Prepared {
  return preparedBytes(readFileSync(join(folderOfExplorer(), name)));
}

function preparedText(text: string): Prepared {
  return preparedBytes(Buffer.from(text));
}

function preparedBytes(bytes: Buffer): Prepared {
  return prepare(bytes, digestOfBytes(bytes));
}
