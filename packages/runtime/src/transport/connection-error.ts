import { isConcordatError } from "@concordat/errors";
import { transportErrors } from "../ports/transport-errors.ts";
import { tlsTroubleOf } from "./tls-trouble.ts";

export type Attempt = {
  readonly transport: string;
  /** Where it was tried, as `host:port`. */
  readonly at: string;
  /** As whom; never with what. */
  readonly who?: string | undefined;
};

/** What clients put into an error, beside what they alone say. */
export type ErrorLink = {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string | number;
  readonly cause?: unknown;
  readonly errors?: readonly unknown[];
};

export type LoginRefusal = { readonly trouble: string; readonly remedy?: string };

/**
 * Why a connection is not there, whichever client says so: TRANSPORT_LOGIN_REFUSED where the broker knows who it does not want, and
 * TRANSPORT_UNREACHABLE for the rest, with what to do about it where that can be told.
 */
export function connectionError<Link extends ErrorLink>(
  thrown: unknown,
  { who, ...where }: Attempt,
  refusalIn: (links: readonly Link[]) => LoginRefusal | undefined,
): Error {
  if (isConcordatError(thrown)) return thrown;
  const links = linksOf<Link>(thrown);
  const cause = { cause: thrown };
  const refusal = who === undefined ? undefined : refusalIn(links);
  if (who !== undefined && refusal !== undefined)
    return transportErrors.TRANSPORT_LOGIN_REFUSED({ ...where, who, ...refusal }, cause);
  const facts = tlsTroubleOf(links) ?? { trouble: wordsOf(links) };
  return transportErrors.TRANSPORT_UNREACHABLE({ ...where, ...facts }, cause);
}

/** Of the innermost that says something. */
export function wordsOf(links: readonly ErrorLink[]): string {
  return (
    links.findLast(({ message }) => message !== undefined && message !== "")?.message?.trim() ??
    "nothing was said"
  );
}

/** An error and what caused it, the first cause where there are several. */
function linksOf<Link extends ErrorLink>(thrown: unknown): readonly Link[] {
  const links: Link[] = [];
  for (let link = thrown as Link | undefined; link !== undefined && link !== null && links.length < 10; ) {
    links.push(link);
    link = (link.cause ?? link.errors?.[0]) as Link | undefined;
  }
  return links;
}
