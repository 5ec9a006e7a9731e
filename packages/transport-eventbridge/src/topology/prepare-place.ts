import { jsonEquals, parseJson } from "@concordat/json";
import { type Logger, transportErrors } from "@concordat/runtime";
import type { EventBridgeDriver, QueueFacts, RuleFacts } from "../driver/driver.ts";
import type { EventBridgeSettings } from "../settings.ts";
import { transport } from "../transport-name.ts";
import type { Place } from "./place.ts";

export type PreparedPlace = {
  readonly queueUrl: string;
  /** What was made just now AWS needs a moment for. */
  readonly isNew: boolean;
};

/**
 * Sees that a group has its queue at an address, and that a rule fills it. What exists is never changed.
 *
 * Throws TOPOLOGY_MISSING, TOPOLOGY_MISMATCH.
 */
export async function preparePlace(
  driver: EventBridgeDriver,
  settings: EventBridgeSettings,
  place: Place,
  logger: Logger,
): Promise<PreparedPlace> {
  const { name, address, group } = place;
  const mayCreate = settings.provision === "create";
  const missing = (what: string) => transportErrors.TOPOLOGY_MISSING({ transport, what, address });

  const rule = await driver.findRule(name);
  if (rule === undefined && !mayCreate) throw missing(`the rule ${name} on the bus ${settings.bus}`);
  if (rule !== undefined) checkRule(rule, place);
  const found = await driver.findQueue(name);
  if (found === undefined && !mayCreate) throw missing(`the queue ${name}`);

  // The rule comes first, since the queue names it as the one that may send there; aiming comes last.
  const ruleArn = rule?.arn ?? (await driver.createRule(name, place.pattern));
  const queue = found ?? (await createQueue(driver, settings, { name, ruleArn }));
  const isAimed = rule?.targetArns.includes(queue.arn) ?? false;
  if (!isAimed && !mayCreate) throw missing(`the queue ${name} as a target of the rule of that name`);
  if (!isAimed) await driver.aimRule(name, queue.arn);
  const isNew = rule === undefined || found === undefined || !isAimed;
  if (isNew) logger.info("created the place of a group", { transport, group, address, name });
  if (found !== undefined && !found.policy.includes("events.amazonaws.com"))
    logger.warn("the policy of a queue does not name EventBridge, which may not be allowed to send there", {
      transport,
      queue: name,
    });
  return { queueUrl: queue.url, isNew };
}

function checkRule({ pattern, isEnabled }: RuleFacts, place: Place): void {
  const mismatch = (setting: string, found: string, wanted: string) =>
    transportErrors.TOPOLOGY_MISMATCH({
      transport,
      what: `the rule ${place.name}`,
      setting,
      found,
      wanted,
    });
  if (!isEnabled) throw mismatch("State", "DISABLED", "ENABLED");
  if (!isSameJson(pattern, place.pattern)) throw mismatch("EventPattern", pattern, place.pattern);
}

function isSameJson(one: string, other: string): boolean {
  try {
    return jsonEquals(parseJson(one), parseJson(other));
  } catch {
    return false;
  }
}

async function createQueue(
  driver: EventBridgeDriver,
  settings: EventBridgeSettings,
  { name, ruleArn }: { readonly name: string; readonly ruleArn: string },
): Promise<QueueFacts> {
  await driver.createQueue(name, {
    MessageRetentionPeriod: String(settings["queue.retentionSeconds"]),
    // What EventBridge puts around an entry must have room, too.
    MaximumMessageSize: "1048576",
    Policy: policyFor(ruleArn),
  });
  const queue = await driver.findQueue(name);
  if (queue === undefined) throw new Error(`the queue ${name} was created, and is not there`);
  return queue;
}

/** EventBridge may send there, by that rule alone. A policy of a queue means that queue by `*`. */
function policyFor(ruleArn: string): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "EventBridge",
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: "*",
        Condition: { ArnEquals: { "aws:SourceArn": ruleArn } },
      },
    ],
  });
}
