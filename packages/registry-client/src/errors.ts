import { ConcordatError, defineErrors } from "@concordat/errors";

/** A registry that cannot be asked, does not want to answer, or answers what no registry says. Names no credentials. */
export class RegistryClientError extends ConcordatError {}

export const registryClientErrors = defineErrors(RegistryClientError, {
  REGISTRY_URL: {
    message: (p: { shown: string; trouble: string }) => `${p.shown} ${p.trouble}`,
    hint: "name the registry by its address alone, as in https://registry.example.com",
    kind: "usage",
  },
  REGISTRY_TOKEN: {
    message: (p: { trouble: string }) => `the registry's token ${p.trouble}`,
    hint: "copy it anew, as one line; a user with a secret is written user:secret",
    kind: "usage",
  },
  REGISTRY_UNREACHABLE: {
    message: (p: { url: string; reason: string; advice: string; passes: boolean }) =>
      `${p.url} cannot be reached: ${p.reason}`,
    hint: (p) => p.advice,
    kind: "network",
    retry: "later",
  },
  REGISTRY_TIMEOUT: {
    message: (p: { url: string; timeoutMs: number }) =>
      `${p.url} had not answered whole after ${p.timeoutMs / 1000} ${p.timeoutMs === 1000 ? "second" : "seconds"}`,
    hint: "try again; if it stays so, look whether the registry or what lies before it is overloaded",
    kind: "network",
    retry: "later",
  },
  REGISTRY_FAILED: {
    message: (p: { url: string; status: number; said: string }) =>
      `${p.url} answered ${p.status}${p.said === "" ? "" : `: ${p.said}`}`,
    hint: "try again later; the registry's log, or that of the proxy before it, has the reason",
    kind: "network",
    retry: "later",
  },
  REGISTRY_REFUSED: {
    message: (p: { url: string; status: 401 | 403; hasToken: boolean }) => {
      if (p.status === 403) return `${p.url} does not let ${p.hasToken ? "this token" : "you"} do that (403)`;
      return `${p.url} ${p.hasToken ? "does not take this token" : "wants to know who you are"} (401)`;
    },
    hint: (p) =>
      p.hasToken
        ? "ask whoever runs the registry for a token with the role that this needs; tokens expire and are revoked"
        : "set CONCORDAT_REGISTRY_TOKEN to a token of that registry, or hand it to the client",
    kind: "auth",
  },
  REGISTRY_REJECTED: {
    message: (p: { url: string; status: number; said: string }) =>
      `${p.url} rejected the request (${p.status})${p.said === "" ? "" : `: ${p.said}`}`,
    hint: "mend what it says; if it does not know this request at all, the registry is older than this client",
    kind: "network",
  },
  REGISTRY_CONFLICT: {
    message: (p: { url: string; said: string }) =>
      `${p.url} has something that this does not go with${p.said === "" ? "" : `: ${p.said}`}`,
    hint: "look at what is there, and do what the registry says",
    kind: "conflict",
  },
  REGISTRY_REDIRECTED: {
    message: (p: { url: string; to: string }) => `${p.url} redirects to ${p.to}, which is another place`,
    hint: (p) =>
      `if you trust ${p.to}, name it as the registry; a redirect is followed on the same host only, so that no token goes astray`,
    kind: "network",
  },
  REGISTRY_ANSWER_INVALID: {
    message: (p: { url: string; trouble: string }) => `what ${p.url} answered ${p.trouble}`,
    hint: "check that the address is that of a registry, and that no sign-in page or proxy answers in its place",
    kind: "network",
  },
  REGISTRY_DIGEST: {
    message: (p: { url: string; wanted: string; found: string }) =>
      `${p.url} has the digest ${p.found}, and ${p.wanted} was promised`,
    hint: "fetch it again; if it stays so, somebody between you and the registry changes what it sends",
    kind: "network",
  },
});
