import { isArray, isObject, type Json } from "@concordat/json";
import type { Answer } from "../http/exchange.ts";
import { mediaTypeOf } from "./media-type.ts";
import { membersOf, readJson } from "./read-json.ts";
import { codeIn, printable } from "./said.ts";

export type PushedVersion = {
  /** `commerce/order/placed/1.2.0` */
  readonly id: string;
  readonly outcome: "registered" | "drafted" | "unchanged";
};

/** Why the registry does not take a version. */
export type RefusedVersion = {
  /** `commerce/order/placed/1.2.0` */
  readonly id: string;
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  /** The rule of evolution that it breaks, where it breaks one. */
  readonly rule?: string;
  /** JSON Pointer into the document. */
  readonly pointer?: string;
  /** An event that was fine before and is refused now, or the other way round. */
  readonly witness?: Json;
};

/** What became of a push: where anything was refused, nothing was stored. */
export type PushAnswer = {
  readonly pushed: readonly PushedVersion[];
  readonly refused: readonly RefusedVersion[];
};

/** `undefined` where it is neither, but a failure of another kind. */
export function readPushAnswer(answer: Answer): PushAnswer | undefined {
  const received = { url: answer.url, mediaType: mediaTypeOf(answer.headers), body: answer.body };
  if (answer.status === 200) {
    const pushed = membersOf(readJson(received), answer.url).list("versions");
    return { pushed: pushed.map((each) => pushedVersion(each, answer.url)), refused: [] };
  }
  if (codeIn(answer) !== "PUSH_REFUSED") return undefined;
  const problem = readJson(received);
  const findings = isObject(problem) && problem.findings !== undefined ? problem.findings : [];
  if (!isArray(findings) || findings.length === 0) return undefined;
  return { pushed: [], refused: findings.map((each) => refusedVersion(each, answer.url)) };
}

function pushedVersion(value: Json, url: string): PushedVersion {
  const { text } = membersOf(value, url);
  const outcome = text("outcome");
  return {
    id: printable(text("id")),
    outcome: outcome === "registered" || outcome === "drafted" ? outcome : "unchanged",
  };
}

function refusedVersion(value: Json, url: string): RefusedVersion {
  const { text, optionalText, optional } = membersOf(value, url);
  const [rule, pointer, witness] = [optionalText("rule"), optionalText("pointer"), optional("witness")];
  return {
    id: printable(text("id")),
    code: printable(text("code")),
    message: printable(text("message")),
    hint: printable(text("hint")),
    ...(rule !== undefined && { rule: printable(rule) }),
    ...(pointer !== undefined && { pointer }),
    ...(witness !== undefined && { witness }),
  };
}
