import { ConcordatError, defineErrors, didYouMean } from "@concordat/errors";

/** A service for tests that cannot be had, started or addressed. */
export class ServiceError extends ConcordatError {}

export const serviceErrors = defineErrors(ServiceError, {
  SERVICE_UNKNOWN: {
    message: (p: { name: string; known: readonly string[] }) =>
      `there is no service "${p.name}"${didYouMean(p.name, p.known)}`,
    hint: (p) => `name one of ${p.known.join(", ")}`,
    kind: "usage",
  },
  SERVICE_VERB_UNKNOWN: {
    message: (p: { verb: string; known: readonly string[] }) =>
      `there is no verb "${p.verb}"${didYouMean(p.verb, p.known)}`,
    hint: (p) => `use one of ${p.known.join(", ")}; --help explains them`,
    kind: "usage",
  },
  SERVICE_FLAG_UNKNOWN: {
    message: (p: { flag: string }) => `there is no flag "${p.flag}"`,
    hint: "leave it out; --help shows what there is",
    kind: "usage",
  },
  SERVICE_LOGS_OF_WHOM: {
    message: "logs needs the name of a service",
    hint: "name one, as in `npm run services -- logs kafka`",
    kind: "usage",
  },
  SERVICE_SETTING_INVALID: {
    message: (p: { variable: string; value: string; expected: string }) =>
      `${p.variable} is "${p.value}", expected ${p.expected}`,
    hint: (p) => `set ${p.variable} to ${p.expected}, or unset it`,
  },
  SERVICE_UNAVAILABLE: {
    message: (p: { name: string; reason: string; remedy: string }) =>
      `${p.name} cannot be had here: ${p.reason}`,
    hint: (p) => p.remedy,
    kind: "fault",
  },
  SERVICE_INSTALL_FAILED: {
    message: (p: { name: string; step: string; output: string }) =>
      `${p.name} could not be installed: ${p.step} failed${indented(p.output)}`,
    hint: (p) => `mend what the output names, then run \`npm run services -- up ${p.name}\``,
    kind: "network",
    retry: "later",
  },
  SERVICE_PORT_TAKEN: {
    message: (p: { name: string; port: number; variable: string }) =>
      `port ${p.port}, which ${p.name} needs, is served by another process`,
    hint: (p) => `end that process, or set ${p.variable} to a free port below 32768`,
    kind: "conflict",
    retry: "later",
  },
  SERVICE_START_FAILED: {
    message: (p: { name: string; why: string; log: string }) =>
      `${p.name} did not start: ${p.why}${indented(p.log)}`,
    hint: (p) =>
      `read \`npm run services -- logs ${p.name}\`; \`npm run services -- reset ${p.name}\` gives it empty data`,
    kind: "fault",
    retry: "later",
  },
  SERVICE_RELEASED: {
    message: (p: { id: string }) => `${p.id} is no longer there: it was released, or stopped with its owner`,
    hint: "ask for it again with useService, inside of the test that needs it",
  },
  SERVICE_SUPERVISOR_LOST: {
    message: (p: { reason: string }) => `the supervisor of the services is gone: ${p.reason}`,
    hint: "run the command again, which starts a new one; its last words are in .cache/services/run/supervisor.log",
    kind: "fault",
    retry: "later",
  },
});

export type ServiceErrorCode = keyof typeof serviceErrors;

/** The machine or the network keeps us from it; nothing is wrong with the product. Tests skip aloud on these. */
export function cannotBeHad(error: unknown): error is ServiceError {
  return (
    error instanceof ServiceError &&
    (error.code === "SERVICE_UNAVAILABLE" || error.code === "SERVICE_INSTALL_FAILED")
  );
}

/** The end of a long output, below the sentence that it explains. */
function indented(output: string): string {
  const lines = output.trimEnd().split("\n").slice(-20);
  return lines.join("") === "" ? "" : `\n${lines.map((line) => `    ${line}`).join("\n")}`;
}
