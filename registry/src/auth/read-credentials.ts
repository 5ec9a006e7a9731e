import { accessErrors } from "./errors.ts";

/**
 * The secret in an `Authorization` header; `undefined` without one.
 *
 * `Basic` is what Kafka's clients send. Its user may be anything: the secret alone says who somebody is, and a name that
 * could disagree with it would only invite to be believed.
 */
export function readCredentials(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const space = header.indexOf(" ");
  const scheme = space < 0 ? header : header.slice(0, space);
  const rest = space < 0 ? "" : header.slice(space + 1).trim();
  const secret = readers.get(scheme.toLowerCase())?.(rest);
  if (secret) return secret;
  throw accessErrors.AUTH_REFUSED({ reason: "malformed" });
}

const readers: ReadonlyMap<string, (rest: string) => string | undefined> = new Map([
  ["bearer", (rest: string) => rest],
  [
    "basic",
    (rest: string) => {
      const pair = Buffer.from(rest, "base64").toString();
      const colon = pair.indexOf(":");
      return colon < 0 ? undefined : pair.slice(colon + 1);
    },
  ],
]);
