import { transportErrors } from "@concordat/runtime";
import type { KafkaSettings } from "../../settings.ts";
import { connectionError } from "../connection-error.ts";

/** What its errors tell, beyond their words. */
type Root = {
  readonly name?: string;
  readonly message?: string;
  readonly type?: string;
  readonly retriable?: boolean;
  readonly broker?: string;
  readonly errors?: readonly unknown[];
  readonly cause?: unknown;
};

const isAboutRights: ReadonlySet<string> = new Set([
  "TOPIC_AUTHORIZATION_FAILED",
  "GROUP_AUTHORIZATION_FAILED",
  "CLUSTER_AUTHORIZATION_FAILED",
]);

const isAboutLogin: ReadonlySet<string> = new Set([
  "SASL_AUTHENTICATION_FAILED",
  "UNSUPPORTED_SASL_MECHANISM",
  "ILLEGAL_SASL_STATE",
]);

const isAboutConnection: ReadonlySet<string> = new Set([
  "KafkaJSConnectionError",
  "KafkaJSConnectionClosedError",
  "KafkaJSSASLAuthenticationError",
]);

/** It wraps the last error of its retries, and those of several topics in one. */
export function rootOf(error: unknown): Root {
  const { name, cause, errors } = error as Root;
  if (name === "KafkaJSNumberOfRetriesExceeded" && cause !== undefined) return rootOf(cause);
  return errors?.[0] === undefined ? (error as Root) : rootOf(errors[0]);
}

export function isForbidden(error: unknown): boolean {
  return isAboutRights.has(rootOf(error).type ?? "");
}

/** In the words of all transports where it is about a login, a right or a connection; anything else as it is. */
export function kafkaJsError(thrown: unknown, what: string, settings: KafkaSettings): Error {
  const root = rootOf(thrown);
  const { type = "", message = "", name = "", broker } = root;
  if (isAboutRights.has(type)) {
    const trouble = `${type}, ${message}`;
    return transportErrors.TRANSPORT_FORBIDDEN({ transport: "kafka", what, trouble }, { cause: thrown });
  }
  if (!isAboutLogin.has(type) && !isAboutConnection.has(name)) return thrown as Error;
  const { brokers = [], "sasl.mechanism": mechanism, "sasl.username": username = "" } = settings;
  return connectionError(root, {
    at: broker ?? brokers.join(", "),
    ...(mechanism === undefined ? {} : { as: { mechanism: mechanism.toUpperCase(), username } }),
  });
}
