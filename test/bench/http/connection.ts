import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** One keep-alive connection that asks for one thing after the other. As little of a client as can be. */
export type Connection = {
  /** @throws where the answer is not of this status */
  ask(request: string, status: number): Promise<string>;
  close(): void;
};

export async function openConnection(port: number): Promise<Connection> {
  const socket = connect(port, "127.0.0.1");
  socket.setNoDelay(true);
  await once(socket, "connect");
  let received = "";
  let waiting: { resolve: (answer: string) => void; reject: (error: Error) => void } | undefined;
  socket.setEncoding("latin1");
  socket.on("data", (text: string) => {
    received += text;
    const whole = wholeAnswer(received);
    if (whole === undefined) return;
    received = received.slice(whole.length);
    const { resolve } = waiting ?? {};
    waiting = undefined;
    resolve?.(whole);
  });
  socket.on("close", () => waiting?.reject(new Error("the server closed the connection")));
  return {
    ask: async (request, status) => {
      const answer = await new Promise<string>((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(request, "latin1");
      });
      if (!answer.startsWith(`HTTP/1.1 ${status} `))
        throw new Error(`unexpected answer: ${answer.slice(0, 600)}`);
      return answer;
    },
    close: () => endOf(socket),
  };
}

function endOf(socket: Socket): void {
  socket.removeAllListeners("close");
  socket.destroy();
}

function wholeAnswer(text: string): string | undefined {
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, end + 2))?.[1];
  if (length === undefined) throw new Error(`an answer without length: ${text.slice(0, end)}`);
  const whole = end + 4 + Number(length);
  return text.length < whole ? undefined : text.slice(0, whole);
}

/** Headers and body of a request, ready to be written. */
export function requestText(
  method: string,
  path: string,
  {
    headers = {},
    body = "",
  }: { readonly headers?: Readonly<Record<string, string>>; readonly body?: string } = {},
): string {
  const bytes = Buffer.from(body);
  const lines = Object.entries({
    host: "127.0.0.1",
    ...headers,
    ...(bytes.length > 0 && { "content-length": String(bytes.length) }),
  }).map(([name, value]) => `${name}: ${value}`);
  // Bytes go as they are: the connection writes and reads them one to one.
  return `${method} ${path} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n${bytes.toString("latin1")}`;
}
