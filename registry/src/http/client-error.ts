import { maxHeaderSize } from "node:http";
import type { Socket } from "node:net";
import { registryErrors } from "../errors.ts";
import { problemOf, problemType } from "./problem.ts";

/** How long a client may take to send its request, in seconds. */
export const requestSeconds = 10;

/** What cannot be read as HTTP never becomes a request; the connection gets its problem and is closed. */
export function answerClientError(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem = problemOf(refusalOf(error.code));
  const body = `${JSON.stringify(problem, undefined, 2)}\n`;
  const head = [
    `HTTP/1.1 ${problem.status} ${problem.title}`,
    `content-type: ${problemType}`,
    `content-length: ${Buffer.byteLength(body)}`,
    "cache-control: no-store",
    "connection: close",
  ];
  // Destroyed as well as ended: a client that keeps its half open would hold the connection for ever.
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`, () => socket.destroy());
}

function refusalOf(code: string | undefined) {
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return registryErrors.REQUEST_TIMEOUT({ seconds: requestSeconds });
  if (code === "HPE_HEADER_OVERFLOW") return registryErrors.LIMIT_HEADER_BYTES({ limit: maxHeaderSize });
  return registryErrors.HTTP_SYNTAX();
}
