import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { batchType, cloudEventErrors, structuredType } from "@concordat/cloudevents";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { declareRoute } from "../../http/declare-route.ts";
import { checkEncoding, isMediaType, mediaTypeOf } from "../../http/media-type.ts";
import type { World } from "../../world.ts";
import { type Asked, query } from "./asked.ts";
import { createContractSource } from "./contracts/contract-source.ts";
import { createDataBatch } from "./contracts/data-batch.ts";
import { answers, bodyTypes, refusals, says } from "./described.ts";
import { judgeBatch } from "./judge-batch.ts";
import { createEventJudge, type JudgeOptions } from "./judge-event.ts";
import { judgeLines } from "./judge-lines.ts";
import { createEventReader } from "./read-event.ts";
import { readWhole } from "./read-whole.ts";
import { sendVerdict } from "./send-verdict.ts";

const bytesType = "application/octet-stream";
const jsonType = "application/json";
const lineTypes = ["application/x-ndjson", "application/ndjson", "application/jsonl"];
const accepted = [structuredType, batchType, jsonType, ...lineTypes, bytesType];

/** `POST /v1/validate`: events against their contracts, one, some, or a stream of them. */
export function validateFace(server: FastifyInstance, world: World): void {
  const clock = { now: Date.now };
  const source = createContractSource(world);
  const reader = createEventReader({ types: source.types, clock });
  const judge = createEventJudge(source, clock.now);

  declareRoute(server, {
    method: "POST",
    url: "/v1/validate",
    role: "read",
    forPrograms: true,
    chapter: "validation",
    summary: "Judge events by their contracts",
    says,
    query,
    body: { types: bodyTypes, streamed: { check: typeOf, isEndless: isStream }, read: () => undefined },
    answers,
    refusals,
    handler: ({ query: asked, request, reply }) => {
      const type = typeOf(request.raw);
      if (type !== undefined && lineTypes.includes(type)) return answerLines(asked, request, reply);
      return answerWhole(type, asked, request, reply);
    },
  });

  function optionsOf({ view = "reader", unknown = "refuse" }: Asked): JudgeOptions {
    return { view, unknown, batch: createDataBatch() };
  }

  async function answerWhole(
    type: string | undefined,
    asked: Asked,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const body = await readWhole(request, reply);
    const options = optionsOf(asked);
    if (type === batchType || (type === jsonType && beginsWithList(body))) {
      const text = await judgeBatch(body, { reader, judge, asked: asked.format, options });
      return reply.header("content-type", jsonType).send(text);
    }
    const reading =
      type === undefined
        ? reader.request(request.raw.rawHeaders, body)
        : reader.bytes(body, asked.format ?? (type === structuredType ? "cloudevent" : undefined));
    const verdict = judge(reading, options);
    return sendVerdict(request, reply, verdict instanceof Promise ? await verdict : verdict);
  }

  /** Verdicts go out while events come in; whoever does not read them is not read from either. */
  function answerLines(asked: Asked, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const verdicts = judgeLines(request.raw, {
      reader,
      judge,
      format: asked.format,
      onlyInvalid: asked.only === "invalid",
      options: () => optionsOf(asked),
    });
    return reply
      .header("content-type", "application/x-ndjson")
      .send(Readable.from(verdicts, { highWaterMark: 1 }));
  }
}

/** What the body is said to be; `undefined` where the headers are the event's attributes, and the body its data. */
function typeOf({ headers, rawHeaders }: IncomingMessage): string | undefined {
  const isWhole = /^\s*application\/(?:cloudevents|x-ndjson|ndjson|jsonl)/i.test(
    headers["content-type"] ?? "",
  );
  if (isWhole || !hasAttributes(rawHeaders)) return mediaTypeOf(headers, accepted);
  checkEncoding(headers["content-encoding"]);
  const said = headers["content-type"];
  if (said !== undefined && !isMediaType(said))
    throw cloudEventErrors.CE_CONTENT_TYPE({ found: `"${said}"` });
  return undefined;
}

function isStream({ "content-type": type = "" }: IncomingHttpHeaders): boolean {
  return lineTypes.some((each) => type.trim().toLowerCase().startsWith(each));
}

function hasAttributes(rawHeaders: readonly string[]): boolean {
  for (let at = 0; at < rawHeaders.length; at += 2) if (/^ce-/i.test(rawHeaders[at] as string)) return true;
  return false;
}

/** A list is a batch, whatever its type says. */
function beginsWithList(body: Uint8Array): boolean {
  return body.find((byte) => !ignored.has(byte)) === 0x5b;
}

/** White space, and the three bytes of a byte order mark. */
const ignored: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]);
