import {
  directionsOf,
  formatVersion,
  nextVersion,
  parseVersion,
  type VersionStep,
} from "@concordat/contracts";
import type { JsonObject } from "@concordat/json";
import type { FastifyInstance } from "fastify";
import { configOf } from "../../core/settings.ts";
import { registryErrors } from "../../errors.ts";
import { declareRoute } from "../../http/declare-route.ts";
import { meaning } from "../../http/readers.ts";
import { sendJson } from "../../http/send-json.ts";
import { verdictJson, verdictSchema } from "../../http/verdict-json.ts";
import type { World } from "../../world.ts";
import { closureOfFound } from "./around.ts";
import type { Engine } from "./engine.ts";
import { type FoundVersion, findVersion } from "./find-version.ts";
import { number, subject } from "./parameters.ts";
import { stepOf } from "./step-of.ts";

const params = { subject };
const query = {
  from: meaning("The older version.", number),
  to: meaning("The newer version. Default: the latest.", number),
};

/** `GET /v1/contracts/{subject}/diff`: what a version accepts that another does not, by proof and by example. */
export function diffFace(server: FastifyInstance, world: World, engine: Engine): void {
  const { registry, judge } = world;

  declareRoute(server, {
    method: "GET",
    url: "/v1/contracts/:subject/diff",
    role: "read",
    chapter: "compatibility",
    summary:
      "How two versions lie to each other, whether each reads the other's events, and what step that is",
    params,
    query,
    answers: {
      200: { says: "The difference.", types: { "application/json": differenceSchema } },
      304: { says: "The client has it." },
    },
    refusals: {
      400: ["SUBJECT_NAME"],
      404: ["SUBJECT_NOT_FOUND", "VERSION_NOT_FOUND", "SCHEMA_DELETED"],
      422: ["VERSION_INVALID"],
    },
    handler: async ({ params: { subject: name }, query: asked, request, reply, type }) => {
      if (asked.from === undefined)
        throw registryErrors.QUERY_INVALID({ name: "from", problem: "is missing" });
      const { state } = registry;
      const from = findVersion(state, name, asked.from);
      const to = findVersion(state, name, asked.to ?? { by: "latest" });
      const [before, after] = [closureOfFound(world, from), closureOfFound(world, to)];
      const { compatibilityLevel, compatibilityPolicy } = configOf(state, from.subject.name);
      const writerView = compatibilityPolicy === "LENIENT" ? "closed" : "as-written";
      const [relation, backward, forward] = await Promise.all([
        engine.relation(after, before, "reader"),
        judge.compatibility({ writer: before, reader: after, writerView }),
        judge.compatibility({ writer: after, reader: before, writerView }),
      ]);
      // Without a policy nothing is promised; what a step is called is still what full compatibility makes of it.
      const policy = compatibilityLevel === "NONE" ? "FULL" : compatibilityLevel;
      const comparison = { relation, backward, forward };
      const step = await stepOf(comparison, directionsOf(policy), [before, after], engine);
      const difference: JsonObject = {
        subject: from.subject.name,
        from: from.number,
        to: to.number,
        policy: compatibilityLevel,
        relation: relation.relation,
        ...(relation.relation === "undecided"
          ? { doubt: { reason: relation.reason, message: relation.message } }
          : {
              ...member("onlyTo", relation.onlyFirst),
              ...member("onlyFrom", relation.onlySecond),
              ...member("both", relation.both),
            }),
        backward: verdictJson(backward),
        forward: verdictJson(forward),
        ...(step && { step, derived: derivedNumber(from, step) }),
      };
      return sendJson(request, reply, difference, { type });
    },
  });
}

function member(name: string, value: unknown): JsonObject {
  return value === undefined ? {} : { [name]: value as JsonObject };
}

function derivedNumber({ number: text }: FoundVersion, step: VersionStep): string {
  const before = parseVersion(text);
  return before === undefined ? text : formatVersion(nextVersion(before, step));
}

const differenceSchema = {
  type: "object",
  required: ["subject", "from", "to", "policy", "relation", "backward", "forward"],
  additionalProperties: false,
  properties: {
    subject: { type: "string" },
    from: { type: "string" },
    to: { type: "string" },
    policy: { type: "string" },
    relation: {
      enum: ["equal", "wider", "narrower", "overlapping", "disjoint", "undecided"],
      description: "What `to` is to `from`: `wider` where it accepts all that `from` does, and more.",
    },
    onlyTo: { description: "A value that only `to` accepts." },
    onlyFrom: { description: "A value that only `from` accepts." },
    both: { description: "A value that both accept." },
    doubt: {
      type: "object",
      required: ["reason", "message"],
      properties: { reason: { type: "string" }, message: { type: "string" } },
    },
    backward: verdictSchema,
    forward: verdictSchema,
    step: {
      enum: ["patch", "minor", "major"],
      description: "What the change amounts to. Absent where that could not be decided.",
    },
    derived: { type: "string", description: "The number that follows `from` by that step." },
  },
} as const;
