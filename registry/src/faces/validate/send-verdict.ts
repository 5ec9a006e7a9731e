import { ConcordatError } from "@concordat/errors";
import type { FastifyReply, FastifyRequest } from "fastify";
import { problemType } from "../../http/problem.ts";
import { startRefusal } from "../../http/refuse.ts";
import type { EventFinding } from "./finding.ts";
import { type EventVerdict, isError, verdictJson } from "./verdict.ts";

/**
 * 200 where the event is valid. A problem where it is not: the first thing that is wrong gives the code, and everything
 * that was found stands beside it.
 */
export function sendVerdict(
  request: FastifyRequest,
  reply: FastifyReply,
  verdict: EventVerdict,
): FastifyReply {
  announce(reply, verdict);
  if (verdict.valid) return reply.header("content-type", "application/json").send(textOf(verdict));
  const first = verdict.findings.find(isError) as EventFinding;
  const problem = startRefusal(asError(first), request, reply);
  const status = isForm(first.code) ? 400 : problem.status;
  const { pointer, at } = first;
  const body = {
    ...problem,
    status,
    pointer,
    ...(at && { at }),
    ...verdictJson(verdict),
    instance: request.url,
    requestId: request.id,
  };
  return reply
    .code(status)
    .header("content-type", problemType)
    .send(`${JSON.stringify(body, undefined, 2)}\n`);
}

/** That publishers should move on, in the words of HTTP (RFC 9745, RFC 8594). */
function announce(reply: FastifyReply, { deprecation }: EventVerdict): void {
  if (deprecation === undefined) return;
  const since = Date.parse(deprecation.since ?? "");
  reply.header("deprecation", Number.isNaN(since) ? "?1" : `@${Math.floor(since / 1000)}`);
  const sunset = Date.parse(deprecation.sunset ?? "");
  if (!Number.isNaN(sunset)) reply.header("sunset", new Date(sunset).toUTCString());
}

/** Well-formed events that are not to be sent are 422; what is no event at all is a bad request. */
function isForm(code: string): boolean {
  return code.startsWith("CE_") && !aboutContracts.has(code);
}

const aboutContracts = new Set(["CE_TYPE_UNKNOWN", "CE_DATASCHEMA", "CE_DATA_JSON"]);

function asError({ code, message, hint }: EventFinding): ConcordatError {
  return new ConcordatError({ code, message, hint, kind: "input", retry: "never", params: {} });
}

/** Most answers are the same few, so they are made once. */
const texts = new Map<string, string>();
const mostTexts = 2000;

function textOf(verdict: EventVerdict): string {
  const { format, contract, version, view, findings, deprecation } = verdict;
  if (findings.length > 0 || deprecation !== undefined) return `${JSON.stringify(verdictJson(verdict))}\n`;
  const key = `${format} ${view} ${contract} ${version}`;
  const known = texts.get(key);
  if (known !== undefined) return known;
  const text = `${JSON.stringify(verdictJson(verdict))}\n`;
  if (texts.size >= mostTexts) texts.clear();
  texts.set(key, text);
  return text;
}
