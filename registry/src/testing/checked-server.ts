import type { Json, JsonObject } from "@concordat/json";
import { createValidator, type Validate } from "@concordat/validator";
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from "fastify";
import { problemSchema } from "../openapi/problem-schema.ts";

type Operation = {
  readonly responses: Readonly<
    Record<string, { readonly content?: JsonObject; readonly "x-concordat-codes"?: readonly string[] }>
  >;
};

/** Sends requests, and holds every answer to what the server's own OpenAPI document says about it. */
export async function checkedServer(server: FastifyInstance) {
  const document = (await server.inject("/openapi.json")).json() as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  };
  const paths = Object.keys(document.paths)
    .map((path) => ({ path, pattern: patternOf(path) }))
    // The most specific first: what takes everything comes last.
    .sort((a, b) => Number(a.path.includes("{path}")) - Number(b.path.includes("{path}")));
  const validators = new Map<string, Validate>();

  const operationOf = (method: string, url: string) => {
    const path = url.split("?", 1)[0] ?? "";
    const found = paths.find(({ pattern }) => pattern.test(path))?.path;
    return found === undefined
      ? undefined
      : { found, operation: document.paths[found]?.[method.toLowerCase()] };
  };

  return async (options: InjectOptions): Promise<LightMyRequestResponse> => {
    const answer = await server.inject(options);
    const { method = "GET", url = "" } = options;
    const known = operationOf(method === "HEAD" ? "GET" : method, String(url));
    const { operation, found = "" } = known ?? {};
    // Faces that speak for others' clients say no more than that they are there.
    if (operation === undefined || "default" in operation.responses) return answer;
    const { statusCode: status } = answer;
    const said = operation.responses[String(status)];
    const what = `${method} ${found} ${status}`;
    if (said === undefined) throw new Error(`${what} is not in the document: ${answer.body}`);
    const type = String(answer.headers["content-type"] ?? "").split(";")[0] ?? "";
    if (type === "application/problem+json") {
      requireValid(problemSchema, answer.json(), what);
      const codes = said["x-concordat-codes"] ?? [];
      const { code } = answer.json();
      if (!codes.includes(code)) throw new Error(`${what}: ${code} is none of ${codes.join(", ")}`);
    } else if (answer.body !== "" && answer.headers["content-encoding"] === undefined) {
      const content = said.content?.[type] as { readonly schema: Json } | undefined;
      if (content === undefined) throw new Error(`${what} does not say that it may be ${type}`);
      if (type === "application/json") requireValid(content.schema, answer.json(), what);
    }
    return answer;
  };

  function requireValid(schema: Json, value: unknown, what: string): void {
    const validate = validators.get(what) ?? createValidator(schema);
    validators.set(what, validate);
    const verdict = validate(value);
    if (!verdict.valid)
      throw new Error(
        `${what}: ${verdict.problems.map(({ message }) => message).join("; ")}\n${JSON.stringify(value)}`,
      );
  }
}

function patternOf(path: string): RegExp {
  const text = path
    .replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&")
    .replace("{path}", ".*")
    .replaceAll(/\{[A-Za-z]+\}/g, "[^/]*");
  return new RegExp(`^${text}$`);
}
