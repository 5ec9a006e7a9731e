import { registryClientErrors } from "../errors.ts";

/** Where a registry is: its base ends in a slash, and every request goes below it. */
export type Address = {
  readonly base: string;
  readonly origin: string;
};

/**
 * @throws {RegistryClientError} REGISTRY_URL. A user or password in the text is refused and not repeated: addresses end
 * in logs.
 */
export function parseAddress(text: string): Address {
  const refuse = (shown: string, trouble: string) => registryClientErrors.REGISTRY_URL({ shown, trouble });
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw refuse(mentionsUser(text) ? "the registry's address" : `"${text}"`, "is no http or https address");
  if (url.username !== "" || url.password !== "")
    throw refuse(url.host, "is written with a user or a password; the token has a place of its own");
  if (url.search !== "" || url.hash !== "")
    throw refuse(url.origin + url.pathname, "is written with a query or a fragment");
  const path = url.pathname.endsWith("/") ? url.pathname : `${url.pathname}/`;
  return { base: url.origin + path, origin: url.origin };
}

/** What may go into a message: without the query, which may hold anything. */
export function shownUrl(url: string): string {
  return url.replace(/[?#].*$/s, "");
}

function mentionsUser(text: string): boolean {
  return text.includes("@");
}
