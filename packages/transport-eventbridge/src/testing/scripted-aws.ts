import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { parseJson } from "@concordat/json";
import type { PutEntry } from "../driver/driver.ts";

/** What becomes of one PutEvents request. */
export type Answer =
  /** One for each entry; `ok` where it is taken, else the code of its error. */
  | { readonly entries: readonly string[] }
  | { readonly status: number; readonly code: string }
  /** Before the answer, in the middle of one that says that all is stored, or never an answer. */
  | "reset"
  | "cut off"
  | "silence";

export type ScriptedAws = {
  readonly url: string;
  /** The entries of each PutEvents request, in the order in which they came. */
  readonly requests: readonly (readonly PutEntry[])[];
  /** The `authorization` of each request of any kind: key, day, region and service, signed. */
  readonly authorizations: readonly string[];
  close(): Promise<void>;
};

/**
 * An EventBridge over HTTP that fails as it is told to, since the emulator never does. The bus is always there; what answers each PutEvents
 * is up to `answer`, and by default everything is taken.
 */
export async function startScriptedAws(
  answer: (entries: readonly PutEntry[], request: number) => Answer | undefined | Promise<Answer | undefined>,
): Promise<ScriptedAws> {
  const requests: (readonly PutEntry[])[] = [];
  const authorizations: string[] = [];
  const server = createServer(async (request, response) => {
    const body = await read(request);
    authorizations.push(String(request.headers.authorization));
    const action = String(request.headers["x-amz-target"]).split(".")[1];
    if (action !== "PutEvents") return reply(response, 200, { Name: "bus", Arn: "arn:aws:events:::bus" });
    const entries = (parseJson(body) as unknown as { Entries: readonly PutEntry[] }).Entries;
    requests.push(entries);
    const said = (await answer(entries, requests.length)) ?? { entries: entries.map(() => "ok") };
    if (said === "silence") return;
    if (said === "reset") return void request.socket.destroy();
    if (said === "cut off") return cutOff(response);
    if ("status" in said) return reply(response, said.status, { __type: said.code, message: "as planned" });
    const Entries = said.entries.map((code, index) =>
      code === "ok"
        ? { EventId: `${requests.length}-${index}` }
        : { ErrorCode: code, ErrorMessage: "as planned" },
    );
    const FailedEntryCount = said.entries.filter((code) => code !== "ok").length;
    reply(response, 200, { FailedEntryCount, Entries });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    authorizations,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/x-amz-json-1.1" });
  response.end(JSON.stringify(body));
}

/** The head tells of more than comes. */
function cutOff(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "application/x-amz-json-1.1", "content-length": "64" });
  response.write('{"FailedEntryCount":0,"Entr', () => response.socket?.destroy());
}
