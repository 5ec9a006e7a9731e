import { type API, type Connection, NetworkError, UserError } from "@platformatic/kafka";
import { lostConnection } from "./connections.ts";

/**
 * Asks, and answers what the broker says, also where it says that something is wrong with a part: the codes stand in the answer, and
 * whoever asked knows what each means there. Rejects where there was no answer.
 */
export async function ask<Arguments extends unknown[], Answer>(
  api: API<Arguments, Answer>,
  connection: Connection,
  ...args: Arguments
): Promise<Answer> {
  try {
    return await api.async(connection, ...args);
  } catch (error) {
    const answer = (error as { readonly response?: Answer }).response;
    if (answer !== undefined && answer !== null) return answer;
    const isLost = error instanceof NetworkError || error instanceof UserError;
    throw isLost ? lostConnection(connection, error) : error;
  }
}
