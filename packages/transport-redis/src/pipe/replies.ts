/** What a command of the hot path is answered with: a number, a text, nothing, or an error in the server's words. */
export type PipeReply = number | string | null | ServerError;

/** The server refused a command: it had no effect. */
export class ServerError extends Error {
  get said(): string {
    return this.message;
  }
}

/**
 * Takes answers out of what comes from the server, in whatever pieces it comes. Lists are none of those that are asked for here, so one, like
 * anything else that is not expected, means that the connection is of no use any more: `undefined`.
 */
export class Replies {
  #rest = "";

  /** Calls for each answer, in order; answers whether all was understood. */
  read(chunk: Buffer, take: (reply: PipeReply) => void): boolean {
    // Ids, numbers and errors are ASCII, and lengths count bytes.
    const text = this.#rest + chunk.toString("latin1");
    let at = 0;
    for (;;) {
      const end = text.indexOf("\r\n", at);
      if (end === -1) break;
      const kind = text[at];
      const line = text.slice(at + 1, end);
      let next = end + 2;
      let reply: PipeReply;
      if (kind === "$") {
        const length = Number(line);
        if (length === -1) reply = null;
        else {
          if (text.length < next + length + 2) break;
          reply = text.slice(next, next + length);
          next += length + 2;
        }
      } else if (kind === "+") reply = line;
      else if (kind === ":") reply = Number(line);
      else if (kind === "-") reply = new ServerError(line);
      else return false;
      at = next;
      take(reply);
    }
    this.#rest = text.slice(at);
    return true;
  }
}
