import type { JsonObject } from "@concordat/json";
import type { FastifyInstance, FastifyReply, FastifyRequest, RequestPayload } from "fastify";
import type { Role } from "../auth/role.ts";
import type { BodySpec } from "./body.ts";
import { mediaTypeOf } from "./media-type.ts";
import { negotiate } from "./negotiate.ts";
import { readQuery } from "./query.ts";
import { readBytes } from "./read-bytes.ts";
import type { Reader } from "./readers.ts";

/** What a list of parameters becomes when each is read. */
export type Values = Readonly<Record<string, unknown>>;

export type Readers<Read extends Values> = { readonly [Name in keyof Read]: Reader<Read[Name]> };

/** One kind of answer. */
export type AnswerSpec = {
  readonly says: string;
  /** The body by media type, as JSON Schema; `{}` where it is not JSON. Absent where there is no body. */
  readonly types?: Readonly<Record<string, JsonObject>>;
  /** Header names that the answer is about, each with a sentence. */
  readonly headers?: Readonly<Record<string, string>>;
};

/** What a handler works with: everything that came, read and judged. */
export type Call<Params extends Values, Query extends Values, Body> = {
  readonly params: Params;
  readonly query: { readonly [Name in keyof Query]?: Query[Name] };
  readonly body: Body;
  /** The media type of the answer that the client likes best. */
  readonly type: string;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
};

/**
 * A route, said once: the server serves it, refuses what it does not say, and the OpenAPI document tells it.
 */
export type RouteDeclaration<
  Params extends Values = Values,
  Query extends Values = Values,
  Body = unknown,
> = {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** As Fastify writes it: `/v1/contracts/:subject`. */
  readonly url: string;
  readonly role: Role | "public";
  /** The chapter of the document. */
  readonly chapter: string;
  /** One line; what it needs to be more goes to `says`. */
  readonly summary: string;
  readonly says?: string;
  /** Each is read before the handler sees it, the path before the query, the query before the body. */
  readonly params?: Readers<Params>;
  readonly query?: Readers<Query>;
  readonly body?: BodySpec<Body>;
  /** Request headers that mean something here, each with a sentence. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly answers: Readonly<Record<number, AnswerSpec>>;
  /** Codes by status that this route refuses with, besides those that every route of its kind has. */
  readonly refusals?: Readonly<Record<number, readonly string[]>>;
  /** See `guard.ts`. */
  readonly forPrograms?: boolean;
  /** See `other-methods.ts`. */
  readonly mustExist?: (request: FastifyRequest) => void;
  /** What it returns is sent as JSON, unless it has sent something itself and returns the reply. */
  readonly handler: (call: Call<Params, Query, Body>) => unknown;
};

type Done = (error: Error | null, payload?: RequestPayload) => void;

declare module "fastify" {
  interface FastifyContextConfig {
    declared?: RouteDeclaration;
  }
}

/**
 * Adds a route to the server. Readers of parameters are best made before, in a constant: the compiler loses their types
 * where a generic call stands in the middle of the declaration.
 */
export function declareRoute<Params extends Values, Query extends Values, Body>(
  server: FastifyInstance,
  route: RouteDeclaration<Params, Query, Body>,
): void {
  const { method, url, role, forPrograms = false, mustExist, body, handler } = route;
  const offered = offeredBy(route.answers);
  server.route({
    method,
    url,
    config: {
      role,
      forPrograms,
      declared: route as unknown as RouteDeclaration,
      ...(mustExist && { mustExist }),
      ...(body?.streamed && { endless: body.streamed.isEndless }),
    },
    // Before anybody reads the body, and before Fastify has an opinion of its own on its type.
    ...(body && {
      preParsing: (
        { raw, headers }: FastifyRequest,
        _reply: FastifyReply,
        payload: RequestPayload,
        done: Done,
      ) => {
        try {
          if (body.streamed) body.streamed.check(raw);
          else mediaTypeOf(headers, Object.keys(body.types));
          done(null, payload);
        } catch (error) {
          done(error as Error);
        }
      },
    }),
    handler: async (request, reply) => {
      mustExist?.(request);
      const params = readParams(request, route.params);
      const query = readQuery(request.url, route.query ?? {}) as Call<Params, Query, Body>["query"];
      const type = negotiate(request.headers.accept, offered);
      const read = body && !body.streamed ? await readBody(request, reply, body) : undefined;
      const answer = await handler({ params, query, body: read as Body, type, request, reply });
      // A reply is a promise, too, of having been sent: what it resolves with is nothing, also
      // where the client has gone away, and nothing is to be sent again.
      return answer === undefined ? undefined : reply.header("content-type", type).send(answer);
    },
  });
}

function offeredBy(answers: Readonly<Record<number, AnswerSpec>>): readonly string[] {
  const types = Object.values(answers).flatMap((answer) => Object.keys(answer.types ?? {}));
  return types.length > 0 ? [...new Set(types)] : ["application/json"];
}

const none = Object.freeze({});

function readParams<Params extends Values>(
  request: FastifyRequest,
  readers: Readers<Params> | undefined,
): Params {
  if (readers === undefined) return none as Params;
  const texts = request.params as Readonly<Record<string, string>>;
  const values = Object.entries<Reader<unknown>>(readers).map(([name, read]) => [
    name,
    read(texts[name] ?? "", name),
  ]);
  return Object.fromEntries(values) as Params;
}

async function readBody<Body>(
  request: FastifyRequest,
  reply: FastifyReply,
  { types, maxBytes, read }: BodySpec<Body>,
): Promise<Body> {
  try {
    const bytes = await readBytes(request.raw, maxBytes ?? request.routeOptions.bodyLimit);
    return read(bytes, mediaTypeOf(request.headers, Object.keys(types)));
  } catch (error) {
    // What was not read would be taken for the next request.
    if (!request.raw.complete) reply.header("connection", "close");
    throw error;
  }
}
