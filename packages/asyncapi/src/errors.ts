import { ConcordatError, defineErrors, type Finding } from "@concordat/errors";

/** An AsyncAPI document that cannot be read or says what it may not say; the same texts serve as findings. */
export class AsyncapiError extends ConcordatError {}

export const asyncapiErrors = defineErrors(AsyncapiError, {
  ASYNCAPI_UNREADABLE: {
    message: (p: { file: string; reason: string }) => `${p.file} cannot be read: ${p.reason}`,
    hint: 'check that it exists, or name another in concordat.config.json as "asyncapi"',
  },
  ASYNCAPI_SYNTAX: {
    message: (p: { trouble: string }) => p.trouble,
    hint: "write YAML 1.2 that stays within what JSON can say, or JSON",
  },
  ASYNCAPI_VERSION: {
    message: (p: { found: string }) => `the document is ${p.found}, and AsyncAPI 2.x or 3.x is wanted`,
    hint: "begin with asyncapi: 3.1.0; `npx @asyncapi/cli convert` lifts older documents",
  },
  ASYNCAPI_INVALID: {
    message: (p: { trouble: string }) => p.trouble,
    hint: "compare with https://www.asyncapi.com/docs/reference/specification",
  },
  ASYNCAPI_REF_LOOP: {
    message: (p: { ref: string }) => `following "${p.ref}" leads back to itself`,
    hint: "let the chain of references end at an object",
  },
  ASYNCAPI_TARGET: {
    message: (p: { from: string; ref: string; wanted: string }) =>
      `${p.from} names "${p.ref}", which is no ${p.wanted}`,
    hint: "refer to an entry of the document itself, as in #/channels/orderPlaced",
  },
  MODEL_INVALID: {
    message: (p: { file: string; findings: readonly Finding[] }) =>
      [`no model is made from ${p.file} while it has errors:`, ...p.findings.map(lineOf)].join("\n  "),
    hint: "mend what is named above; `concordat lint` shows it with the lines around it",
  },
  PAYLOAD_FOREIGN: {
    message: (p: { message: string; format: string }) =>
      `the payload of ${p.message} is written in ${p.format}, which is not read as JSON Schema`,
    hint: "write the payload's JSON Schema by hand, or leave the message to its own tools",
  },
  PAYLOAD_MISSING: {
    message: (p: { message: string }) =>
      `${p.message} has no payload, so there is nothing to make a contract of`,
    hint: "describe the payload, or leave the message out",
  },
  EXTRACT_KEPT: {
    message: (p: { path: string; dialect: string; keyword: string; reason: string }) =>
      `${p.path} stays in ${p.dialect}: "${p.keyword}" ${p.reason}`,
    hint: "rewrite that keyword by hand, then change $schema to draft 2020-12",
  },
  EXTRACT_DROPPED: {
    message: (p: { path: string; keyword: string; reason: string }) =>
      `${p.path} lost "${p.keyword}": ${p.reason}`,
    hint: "read the extracted contract and decide whether it says what was meant",
  },
});

function lineOf({ at, code, message }: Finding): string {
  const { line, column } = at.range?.start ?? {};
  return `${[at.file, line, column].filter((part) => part !== undefined).join(":")} ${code}: ${message}`;
}
