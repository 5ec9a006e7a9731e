import type { LinkOptions } from "../link/link.ts";
import { commandOf } from "../wire/entry-text.ts";

export const pingCommand = commandOf(["PING"]);

/** Who we are, and which database is meant; the last answer says that it can begin. */
export function greetingOf(options: LinkOptions): readonly string[] {
  const url = new URL(options.url);
  const password = url.password === "" ? options.password : decodeURIComponent(url.password);
  const username = url.username === "" ? options.username : decodeURIComponent(url.username);
  const inUrl = url.pathname.length > 1 ? Number(url.pathname.slice(1)) : undefined;
  const database = inUrl ?? options.database ?? 0;
  const commands: string[] = [];
  if (password !== undefined)
    commands.push(commandOf(["AUTH", ...(username === undefined ? [] : [username]), password]));
  if (database !== 0) commands.push(commandOf(["SELECT", String(database)]));
  commands.push(commandOf(["CLIENT", "SETNAME", options.name]), pingCommand);
  return commands;
}
