import type { FastifyInstance } from "fastify";

/**
 * Closes a server politely: nothing new is let in, and what is under way is answered. Those who take longer than the
 * patience are cut off, so that one slow client cannot keep a process that should end.
 */
export async function drain(server: FastifyInstance, seconds: number): Promise<void> {
  const impatience = setTimeout(() => server.server.closeAllConnections(), seconds * 1000);
  try {
    await server.close();
  } finally {
    clearTimeout(impatience);
  }
}
