import { ConcordatError, defineErrors } from "@concordat/errors";

/** What any transport may answer, whatever broker stands behind it. */
export class TransportError extends ConcordatError {}

export const transportErrors = defineErrors(TransportError, {
  TRANSPORT_CLOSED: {
    message: (p: { transport: string; asked: string }) =>
      `the transport "${p.transport}" is closed, and was asked to ${p.asked}`,
    hint: "open a new transport; close the old one only after the last message was sent",
    kind: "usage",
  },
  BACKPRESSURE_LIMIT: {
    message: (p: { address: string; group: string; unread: number; waitedMs: number }) =>
      `${p.address} takes no more: the group "${p.group}" has ${p.unread} messages there that it has not handled${p.waitedMs > 0 ? `, and that did not change for ${p.waitedMs} ms` : ""}`,
    hint: (p) => `send again later, or give the group "${p.group}" more consumers`,
    kind: "conflict",
    retry: "later",
  },
  MESSAGE_HEADER: {
    message: (p: { address: string; name: string }) =>
      `a message for ${p.address} has the header ${JSON.stringify(p.name)}, which is no name that messages may have`,
    hint: "name headers with a-z, 0-9 and -, and leave content-type and ce-… to the event",
  },
  SUBSCRIBE_OPTION: {
    message: (p: { option: string; value: string; expected: string }) =>
      `the option "${p.option}" of a subscription is ${p.value}, expected ${p.expected}`,
    hint: (p) => `give "${p.option}" ${p.expected}`,
    kind: "usage",
  },
  TRANSPORT_SETTING: {
    message: (p: { transport: string; setting: string; trouble: string; at?: string }) =>
      `${p.at === undefined ? "" : `${p.at}: `}the setting "${p.setting}" of the transport "${p.transport}" ${p.trouble}`,
    hint: "docs/reference/transports.md lists the settings of each transport",
    kind: "usage",
  },
  TRANSPORT_CLIENT_MISSING: {
    message: (p: { transport: string; package: string }) =>
      `the transport "${p.transport}" needs the package ${p.package}, which is not installed`,
    hint: (p) => `run \`npm install ${p.package}\``,
    kind: "usage",
  },
  TRANSPORT_UNREACHABLE: {
    message: (p: { transport: string; at: string; trouble: string; remedy?: string }) =>
      `the broker of the transport "${p.transport}" cannot be reached at ${p.at}: ${p.trouble}`,
    hint: (p) => p.remedy ?? "see that it runs and that address, credentials and TLS settings are right",
    kind: "network",
    retry: "later",
  },
  TRANSPORT_NO_ANSWER: {
    message: (p: { transport: string; address: string; why: string }) =>
      `a message for ${p.address} was sent over "${p.transport}", and it is not known whether it was stored: ${p.why}`,
    hint: "send it again under the same source and id: the broker, or a consumer with an inbox, knows it",
    kind: "network",
    retry: "check-first",
  },
  TRANSPORT_LOGIN_REFUSED: {
    message: (p: { transport: string; at: string; who: string; trouble: string; remedy?: string }) =>
      `the broker of the transport "${p.transport}" at ${p.at} does not let ${p.who} in: ${p.trouble}`,
    hint: (p) =>
      p.remedy ??
      "check the user name and the password, and that the broker has this user for this mechanism",
    kind: "auth",
  },
  TRANSPORT_FORBIDDEN: {
    message: (p: { transport: string; what: string; trouble: string }) =>
      `the broker of the transport "${p.transport}" denies this user a right: ${p.what}: ${p.trouble}`,
    hint: (p) =>
      `have the right granted, or use another user; docs/reference/transport-${p.transport}.md lists the rights that are needed`,
    kind: "auth",
  },
  TOPOLOGY_MISSING: {
    message: (p: { transport: string; what: string; address: string }) =>
      `${p.what} is not there, which ${p.address} needs, and the transport "${p.transport}" was told to create nothing`,
    hint: (p) => `create ${p.what}, or open the transport with \`provision: "create"\``,
    kind: "conflict",
  },
  TOPOLOGY_MISMATCH: {
    message: (p: { transport: string; what: string; setting: string; found: string; wanted: string }) =>
      `${p.what} has ${p.setting} ${p.found}, and the transport "${p.transport}" wants ${p.wanted}`,
    hint: "change the one or the other; what exists is never changed unasked",
    kind: "conflict",
  },
  TRANSPORT_ADDRESS: {
    message: (p: { transport: string; address: string; trouble: string }) =>
      `${JSON.stringify(p.address)} is no address of the transport "${p.transport}": ${p.trouble}`,
    hint: "choose another address for the event, with `addressOf` or in the document",
    kind: "usage",
  },
});
