import type { Json, JsonObject } from "@concordat/json";
import type { AnswerSpec, RouteDeclaration } from "../http/declare-route.ts";
import { problemType } from "../http/problem.ts";
import type { Reader } from "../http/readers.ts";
import type { ServedRoute } from "./collect-routes.ts";
import { problemSchema } from "./problem-schema.ts";
import { refusalsOf } from "./refusals.ts";

/** What the server does, as an OpenAPI 3.1 document: made of the routes as they stand, so that it cannot lag behind. */
export function openApiDocument(routes: readonly ServedRoute[]): JsonObject {
  const byPath = Map.groupBy(routes.toSorted(inOrder), ({ url }) => pathOf(url));
  const chapters = new Set(routes.map(chapterOf));
  return {
    openapi: "3.1.1",
    info: {
      title: "Concordat registry",
      version: "1",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      description:
        "Contracts of events, by HTTP. Every GET answers HEAD, too; whatever a path does not take is refused with 405 and `Allow`. Refusals are problems (RFC 9457) with a stable `code`.",
    },
    servers: [{ url: "/" }],
    tags: [...chapters].sort().map((name) => ({ name })),
    paths: Object.fromEntries(
      [...byPath].map(([path, served]) => [
        path,
        Object.fromEntries(served.map((route) => [route.method.toLowerCase(), operationOf(route)])),
      ]),
    ),
    components: {
      schemas: { Problem: problemSchema },
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", description: "A token of this registry." },
        basic: { type: "http", scheme: "basic", description: "A token's name and its secret." },
      },
    },
  };
}

function inOrder(a: ServedRoute, b: ServedRoute): number {
  const [left, right] = [`${a.url} ${a.method}`, `${b.url} ${b.method}`];
  return left < right ? -1 : Number(left > right);
}

/** `/v1/contracts/:subject` as `/v1/contracts/{subject}`; what takes all the rest of a path is called `path`. */
export function pathOf(url: string): string {
  return url.replaceAll(/:([A-Za-z]+)/g, "{$1}").replace("*", "{path}");
}

function chapterOf({ declared, url }: ServedRoute): string {
  return declared?.chapter ?? (/^\/confluent\//.test(url) ? "confluent" : "other");
}

function operationOf(route: ServedRoute): JsonObject {
  const { declared, role, method, url } = route;
  return {
    operationId: operationIdOf(method, url),
    tags: [chapterOf(route)],
    summary: declared?.summary ?? `${method} ${url}`,
    ...(declared?.says && { description: declared.says }),
    ...(role && { "x-concordat-role": role }),
    security: role === undefined || role === "public" ? [] : [{ bearer: [] }, { basic: [] }],
    ...listed("parameters", parametersOf(route)),
    ...(declared?.body && { requestBody: { required: true, content: contentOf(declared.body.types) } }),
    responses: declared ? responsesOf(declared) : { default: { description: "See the guide." } },
  };
}

function operationIdOf(method: string, url: string): string {
  const words = url.replace("*", "path").match(/[A-Za-z0-9]+/g) ?? ["root"];
  return [method.toLowerCase(), ...words.map((word) => word[0]?.toUpperCase() + word.slice(1))].join("");
}

function parametersOf({ url, declared }: ServedRoute): readonly JsonObject[] {
  const inPath = [...url.matchAll(/:([A-Za-z]+)|(\*)/g)].map(([, name, rest]) => {
    const reader = declared?.params?.[name ?? "*"];
    return { ...parameterOf("path", rest ? "path" : (name ?? ""), reader), required: true };
  });
  const inQuery = Object.entries(declared?.query ?? {}).map(([name, reader]) =>
    parameterOf("query", name, reader),
  );
  const headers = Object.entries(declared?.headers ?? {}).map(([name, description]) => ({
    in: "header",
    name,
    description,
    schema: { type: "string" },
  }));
  return [...inPath, ...inQuery, ...headers];
}

function parameterOf(place: string, name: string, reader: Reader<unknown> | undefined): JsonObject {
  return {
    in: place,
    name,
    ...(reader?.means && { description: reader.means }),
    schema: reader?.schema ?? { type: "string" },
  };
}

function responsesOf(declared: RouteDeclaration): JsonObject {
  const answers = Object.entries(declared.answers).map(([status, answer]) => [status, responseOf(answer)]);
  const refusals = Object.entries(refusalsOf(declared)).map(([status, codes]) => [
    status,
    {
      description: codes.join(", "),
      "x-concordat-codes": codes,
      content: { [problemType]: { schema: { $ref: "#/components/schemas/Problem" } } },
    },
  ]);
  return Object.fromEntries([...answers, ...refusals]) as JsonObject;
}

function responseOf({ says, types, headers }: AnswerSpec): JsonObject {
  return {
    description: says,
    ...(types && { content: contentOf(types) }),
    ...(headers && {
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, description]) => [
          name,
          { description, schema: { type: "string" } },
        ]),
      ),
    }),
  };
}

function contentOf(types: Readonly<Record<string, JsonObject>>): JsonObject {
  return Object.fromEntries(Object.entries(types).map(([type, schema]) => [type, { schema }]));
}

function listed(name: string, list: readonly Json[]): JsonObject {
  return list.length > 0 ? { [name]: list } : {};
}
