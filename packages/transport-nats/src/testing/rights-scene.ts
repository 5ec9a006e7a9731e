import type { Logger, Transport } from "@concordat/runtime";
import type { SharedService } from "@concordat/test-services";
import { expect, type TestContext } from "vitest";
import { type NatsTransportOptions, openNatsTransport } from "../open.ts";
import { programOf, startSecuredServer } from "./secured-server.ts";

/** What a user may publish and hear; `*` and `>` stand for words as in subjects. */
export type Rights = { readonly publish: readonly string[]; readonly subscribe: readonly string[] };

const password = "secret-of-the-service";

/** A server with a stream for `orders.>`, an operator who may do everything and a service with these rights alone; `more` is configuration. */
export async function rightsScene(
  nats: Pick<SharedService<"nats">, "pid">,
  context: TestContext,
  rights: Rights,
  more = "",
) {
  const program = programOf(nats.pid);
  if (program === undefined) {
    context.skip("the server runs in a container, or this system does not tell what a process runs");
    throw new Error("not reached");
  }
  const server = await startSecuredServer(program, configurationFor(rights, more), false);
  const transports: Transport[] = [];
  const lines: string[] = [];
  context.onTestFinished(async () => {
    await Promise.all(transports.map((transport) => transport.close()));
    await server.stop();
    expect(lines.join("\n")).not.toContain(password);
  });
  const at = (level: string) => (message: string) => void lines.push(`${level}: ${message}`);
  const logger: Logger = { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
  const open = async (options: NatsTransportOptions) => {
    const streams = { ORDERS: { subjects: ["orders.>"] } };
    const common = { servers: [server.url], tls: server.files, publishTimeoutMs: 60_000, logger };
    const transport = await openNatsTransport({ ...common, streams, ...options });
    transports.push(transport);
    return transport;
  };
  return {
    lines,
    operator: (options: NatsTransportOptions = {}) =>
      open({ user: "operator", pass: "o", provision: "create", ...options }),
    service: (options: NatsTransportOptions = {}) => open({ user: "service", pass: password, ...options }),
    grant: (changed: Rights) => server.reload(configurationFor(changed, more)),
    restart: (changed: Rights) => server.restart(configurationFor(changed, more)),
    freeze: () => server.freeze(),
  };
}

/** As docs/reference/transport-nats.md lists them, for the stream of the scene. */
export const rightsTo = {
  publish: {
    publish: ["orders.>", "$JS.API.STREAM.INFO.ORDERS"],
    subscribe: ["_INBOX.>"],
  },
  read: {
    publish: [
      "$JS.API.STREAM.INFO.ORDERS",
      "$JS.API.CONSUMER.INFO.ORDERS.*",
      "$JS.API.CONSUMER.CREATE.ORDERS.>",
      "$JS.API.CONSUMER.MSG.NEXT.ORDERS.*",
      "$JS.ACK.ORDERS.>",
    ],
    subscribe: ["_INBOX.>"],
  },
  /** With `partitions`, beside those to read. */
  share: {
    publish: [
      "$JS.API.STREAM.INFO.KV_concordat-leases",
      "$KV.concordat-leases.>",
      "$JS.API.STREAM.MSG.GET.KV_concordat-leases",
      "$JS.API.STREAM.PURGE.KV_concordat-leases",
    ],
    subscribe: ["$KV.concordat-leases.>"],
  },
} as const satisfies Readonly<Record<string, Rights>>;

export function both(...all: readonly Rights[]): Rights {
  return {
    publish: all.flatMap(({ publish }) => publish),
    subscribe: all.flatMap(({ subscribe }) => subscribe),
  };
}

export function without({ publish, subscribe }: Rights, right: string): Rights {
  const others = (rights: readonly string[]) => rights.filter((each) => each !== right);
  return { publish: others(publish), subscribe: others(subscribe) };
}

/** TRANSPORT_FORBIDDEN, as it has to be wherever it comes. */
export function forbidden(message: RegExp) {
  return {
    code: "TRANSPORT_FORBIDDEN",
    kind: "auth",
    retry: "never",
    message: expect.stringMatching(message),
    hint: expect.stringContaining("docs/reference/transport-nats.md"),
  };
}

/** A list that is empty would allow everything. */
function configurationFor({ publish, subscribe }: Rights, more: string): string {
  const listed = (rights: readonly string[]) => ({ allow: rights.length === 0 ? ["nothing"] : rights });
  const permissions = JSON.stringify({ publish: listed(publish), subscribe: listed(subscribe) });
  return `authorization { users: [
    { user: "operator", password: "o" },
    { user: "service", password: ${JSON.stringify(password)}, permissions: ${permissions} }
  ] }
${more}`;
}
