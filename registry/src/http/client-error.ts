import { maxHeaderSize } from "node:http";
import type { Socket } from "node:net";
import type { ConcordatError } from "@concordat/errors";
import { registryErrors } from "../errors.ts";
import { problemOf, problemType } from "./problem.ts";

/** What cannot be read as HTTP never becomes a request; the connection gets its problem and is closed. */
export function clientErrorHandler(headerSeconds: number) {
  return (error: Error & { readonly code?: string }, socket: Socket): void => {
    if (error.code === "ECONNRESET") socket.destroy();
    else endWith(refusalOf(error.code, headerSeconds), socket);
  };
}

/** Says why on the bare connection, where there is nothing else to answer with, and closes it. */
export function endWith(error: ConcordatError, socket: Socket): void {
  if (socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem = problemOf(error);
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

function refusalOf(code: string | undefined, headerSeconds: number): ConcordatError {
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return registryErrors.REQUEST_TIMEOUT({ seconds: headerSeconds });
  if (code === "HPE_HEADER_OVERFLOW") return registryErrors.LIMIT_HEADER_BYTES({ limit: maxHeaderSize });
  return registryErrors.HTTP_SYNTAX();
}
