import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { nearestFew } from "@concordat/errors";
import type { FastifyInstance } from "fastify";
import { registryErrors } from "../../errors.ts";
import { declareRoute } from "../../http/declare-route.ts";
import { meaning, nonEmpty } from "../../http/readers.ts";

const docs = join(import.meta.dirname, "..", "..", "..", "..", "docs");

const params = { name: meaning("As it stands in the problem: `NOT_FOUND`, `property-required`.", nonEmpty) };

/** `GET /errors/{code}` and `/rules/{rule}`: what a refusal means, where a problem's `type` and `docs` lead. */
export function referencePagesFace(server: FastifyInstance): void {
  serve("/errors", ["errors", "doubts"], "What a code means, and what to do about it");
  serve("/rules", ["rules", "evolution"], "What a rule asks for, and why");

  function serve(path: string, folders: readonly string[], summary: string): void {
    const pages = new Map(
      folders
        .map((folder) => join(docs, folder))
        .filter((folder) => existsSync(folder))
        .flatMap((folder) =>
          readdirSync(folder)
            .filter((file) => file.endsWith(".md") && file !== "README.md")
            .map((file) => [file.slice(0, -".md".length), join(folder, file)] as const),
        ),
    );
    declareRoute(server, {
      method: "GET",
      url: `${path}/:name`,
      role: "public",
      chapter: "documents",
      summary,
      params,
      answers: { 200: { says: "The page.", types: { "text/markdown": {}, "text/plain": {} } } },
      refusals: { 404: ["NOT_FOUND"] },
      handler: ({ params: { name }, type, reply }) => {
        const page = pages.get(name);
        if (page === undefined) {
          const meant = nearestFew(name, pages.keys(), 3).map((each) => `${path}/${each}`);
          throw registryErrors.NOT_FOUND({ path: `${path}/${name}`, meant });
        }
        reply.header("content-type", `${type}; charset=utf-8`).header("cache-control", "no-cache");
        return reply.send(readFileSync(page, "utf8"));
      },
    });
  }
}
