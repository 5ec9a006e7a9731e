import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { nearestFew } from "@concordat/errors";
import type { FastifyInstance } from "fastify";
import { registryErrors } from "../../errors.ts";
import { declareRoute } from "../../http/declare-route.ts";
import { meaning, nonEmpty } from "../../http/readers.ts";

const folder = join(import.meta.dirname, "..", "..", "..", "..", "docs", "errors");

/** `GET /errors/{code}`: what a code means and what to do about it, where a problem's `type` and `docs` lead. */
export function errorPagesFace(server: FastifyInstance): void {
  const codes = new Set(readdirSync(folder).map((file) => file.replace(/\.md$/, "")));

  declareRoute(server, {
    method: "GET",
    url: "/errors/:code",
    role: "public",
    chapter: "documents",
    summary: "What a code means, and what to do about it",
    params: { code: meaning("As in the problem: `NOT_FOUND`.", nonEmpty) },
    answers: { 200: { says: "The page.", types: { "text/markdown": {}, "text/plain": {} } } },
    refusals: { 404: ["NOT_FOUND"] },
    handler: ({ params: { code }, type, reply }) => {
      if (!codes.has(code))
        throw registryErrors.NOT_FOUND({
          path: `/errors/${code}`,
          meant: nearestFew(code, codes, 3).map((each) => `/errors/${each}`),
        });
      const text = readFileSync(join(folder, `${code}.md`), "utf8");
      return reply
        .header("content-type", `${type}; charset=utf-8`)
        .header("cache-control", "no-cache")
        .send(text);
    },
  });
}
