import { type RegistryClientError, registryClientErrors } from "../errors.ts";
import type { Answer } from "../http/exchange.ts";
import { codeIn, said } from "./said.ts";

/** Statuses below 500 that pass by themselves: too slow, too many, a network that wants a sign-in first. */
const passing: readonly number[] = [407, 408, 425, 429];

/** An answer that is none of those a caller asked for, as the error it amounts to. */
export function refusalOf(answer: Answer, { hasToken }: { readonly hasToken: boolean }): RegistryClientError {
  const { status, url } = answer;
  if (status === 401 || status === 403)
    return registryClientErrors.REGISTRY_REFUSED({ url, status, hasToken });
  if (status >= 500 || passing.includes(status))
    return registryClientErrors.REGISTRY_FAILED({ url, status, said: said(answer) });
  if (status >= 400 && codeIn(answer) === undefined)
    return registryClientErrors.REGISTRY_ANSWER_INVALID({
      url,
      trouble: `is ${status} with ${said(answer) || "no problem that a registry describes"}`,
    });
  if (status === 409 || status === 412)
    return registryClientErrors.REGISTRY_CONFLICT({ url, said: said(answer) });
  if (status >= 400) return registryClientErrors.REGISTRY_REJECTED({ url, status, said: said(answer) });
  return registryClientErrors.REGISTRY_ANSWER_INVALID({ url, trouble: `has the status ${status}` });
}
