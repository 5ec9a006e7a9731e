import { isConcordatError } from "@concordat/errors";
import type { FastifyRequest } from "fastify";
import { originOf } from "../../auth/origin-of.ts";
import type { Command } from "../../core/command.ts";
import { logRefusal } from "../../core/commands/log-refusal.ts";
import type { World } from "../../world.ts";

/** What is being done to what, for the audit. */
export type Deed = { readonly action: string; readonly target: string };

/**
 * Does something that changes the registry. What is refused to somebody known stands in the audit, too; of strangers
 * it would only fill the log.
 */
export async function asWrite<Answer>(
  { registry }: World,
  request: FastifyRequest,
  deed: Deed,
  work: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    const origin = originOf(request);
    const isRefusal = isConcordatError(error) && error.kind !== "fault" && error.kind !== "network";
    if (isRefusal && origin.actor !== "anonymous")
      // The refusal stands also where it cannot be noted.
      await registry.execute(logRefusal({ ...deed, code: error.code }), origin).catch(() => {});
    throw error;
  }
}

/** Carries a command out for whoever sent the request. */
export function execute<Answer, Prepared>(
  world: World,
  request: FastifyRequest,
  command: Command<Answer, Prepared>,
): Promise<Answer> {
  const { action, target } = command;
  return asWrite(world, request, { action, target }, () =>
    world.registry.execute(command, originOf(request)),
  );
}
