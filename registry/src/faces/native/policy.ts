import { type Policy, policies } from "@concordat/contracts";
import type { JsonObject } from "@concordat/json";
import { digestOf } from "@concordat/json/digest";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { SubjectConfig } from "../../core/change.ts";
import type { Command } from "../../core/command.ts";
import { deleteConfig, type Scope, setConfig } from "../../core/commands/settings.ts";
import { bornWith, configOf } from "../../core/settings.ts";
import type { State } from "../../core/state/state.ts";
import { registryErrors } from "../../errors.ts";
import { jsonBody } from "../../http/body.ts";
import { declareRoute } from "../../http/declare-route.ts";
import { checkIfMatch } from "../../http/etag.ts";
import { sendJson } from "../../http/send-json.ts";
import type { World } from "../../world.ts";
import { brokenPromises } from "./broken-promises.ts";
import { findSubject } from "./find-version.ts";
import { subject } from "./parameters.ts";
import { execute } from "./write.ts";

const params = { subject };

type PolicyBody = { readonly level?: string; readonly writer?: "closed" | "as-written" };

const refusals = { 400: ["SUBJECT_NAME"], 404: ["SUBJECT_NOT_FOUND"] };
const writing = {
  ...refusals,
  412: ["PRECONDITION_FAILED"],
  422: ["COMPAT_LEVEL"],
  503: ["STORE_UNAVAILABLE"],
};

/** What is asked of the next version: of one subject, and of all that say nothing else. */
export function policyFace(server: FastifyInstance, world: World): void {
  const { registry } = world;
  const nameOf = (asked: string) => findSubject(registry.state, asked, { deleted: true }).name;

  for (const whole of [true, false]) {
    const url = whole ? "/v1/policy" : "/v1/contracts/:subject/policy";
    const shared = {
      url,
      chapter: "compatibility",
      ...(!whole && { params }),
    };
    const scopeOf = (call: { readonly params: object }): Scope =>
      whole ? undefined : nameOf((call.params as { readonly subject: string }).subject);
    const of = whole ? "the registry asks of subjects that say nothing else" : "is asked of the next version";

    declareRoute(server, {
      ...shared,
      method: "GET",
      role: "read",
      summary: `What ${of}`,
      answers: { 200: policyAnswer, 304: { says: "The client has it." } },
      ...(!whole && { refusals }),
      handler: (call) => {
        const scope = scopeOf(call);
        return send(call.request, call.reply, policyJson(registry.state, scope), call.type);
      },
    });

    declareRoute(server, {
      ...shared,
      method: "PUT",
      role: "admin",
      summary: `Sets what ${of}`,
      says: "Versions that are there already stay, also those that do not keep the new promise among themselves; they are named.",
      body: jsonBody<PolicyBody>(policyBody),
      headers: { "If-Match": "The ETag of the policy that is to be changed." },
      answers: { 200: policyAnswer },
      refusals: writing,
      handler: async (call) => {
        const scope = scopeOf(call);
        const command = setConfig(scope, configFrom(call.body));
        await execute(world, call.request, onlyIf(call.request, scope, command));
        const broken = scope === undefined ? [] : await brokenPromises(world, scope);
        const answer = { ...policyJson(registry.state, scope), ...(broken.length > 0 && { broken }) };
        call.reply.header("cache-control", "no-store").header("etag", etagOf(registry.state, scope));
        return answer;
      },
    });

    declareRoute(server, {
      ...shared,
      method: "DELETE",
      role: "admin",
      summary: whole ? "Takes back what was set for the registry" : "Takes back what was set for the subject",
      headers: { "If-Match": "The ETag of the policy that is to be taken back." },
      answers: { 200: policyAnswer },
      refusals: writing,
      handler: async (call) => {
        const scope = scopeOf(call);
        await execute(world, call.request, onlyIf(call.request, scope, deleteConfig(scope)));
        call.reply.header("cache-control", "no-store");
        return policyJson(registry.state, scope);
      },
    });
  }
}

/** Asked when nobody else can write any more, so that nothing comes in between. */
function onlyIf<Answer>(request: FastifyRequest, scope: Scope, command: Command<Answer>): Command<Answer> {
  return {
    ...command,
    decide: (state, prepared) => {
      checkIfMatch(request.headers, etagOf(state, scope));
      return command.decide(state, prepared);
    },
  };
}

function send(request: FastifyRequest, reply: FastifyReply, policy: JsonObject, type: string): FastifyReply {
  return sendJson(request, reply, policy, { type, digest: digestOf(policy) });
}

function etagOf(state: State, scope: Scope): string {
  return `"${digestOf(policyJson(state, scope))}"`;
}

function configFrom({ level, writer }: PolicyBody): SubjectConfig {
  const known = policies.find((each) => each === level);
  if (level !== undefined && known === undefined)
    throw registryErrors.COMPAT_LEVEL({ level: level.slice(0, 100), levels: policies });
  return {
    ...(known && { compatibilityLevel: known }),
    ...(writer && { compatibilityPolicy: writer === "closed" ? "LENIENT" : "STRICT" }),
  };
}

function policyJson(state: State, scope: Scope): JsonObject {
  const { config = {} } = state.settings(scope);
  const effective = scope === undefined ? { ...bornWith, ...config } : configOf(state, scope);
  return {
    ...(scope !== undefined && { subject: scope }),
    level: effective.compatibilityLevel,
    writer: writerOf(effective.compatibilityPolicy),
    own: {
      ...(config.compatibilityLevel && { level: config.compatibilityLevel }),
      ...(config.compatibilityPolicy && { writer: writerOf(config.compatibilityPolicy) }),
    },
  };
}

function writerOf(policy: "STRICT" | "LENIENT"): string {
  return policy === "LENIENT" ? "closed" : "as-written";
}

const level = { type: "string", description: `One of ${policies.join(", ")}.` } as const;
const writer = {
  enum: ["closed", "as-written"],
  description: "`closed`: writers send only members that their schema declares.",
} as const;

const policyBody = {
  type: "object",
  minProperties: 1,
  additionalProperties: false,
  properties: { level, writer },
} as const;

const policyAnswer = {
  says: "What holds now.",
  types: {
    "application/json": {
      type: "object",
      required: ["level", "writer", "own"],
      additionalProperties: false,
      properties: {
        subject: { type: "string" },
        level: { enum: policies satisfies readonly Policy[] },
        writer,
        own: {
          type: "object",
          description:
            "What is set here itself; all else comes from the project, the context, or the registry.",
          additionalProperties: false,
          properties: { level, writer },
        },
        broken: {
          type: "array",
          description: "Versions that do not keep the promise, each towards an earlier one.",
          items: {
            type: "object",
            required: ["number", "earlier", "direction", "status"],
            properties: {
              number: { type: "string" },
              earlier: { type: "string" },
              direction: { enum: ["backward", "forward"] },
              status: { enum: ["incompatible", "undecided"] },
            },
          },
        },
      },
    },
  },
  headers: { ETag: "For If-Match." },
} as const;
