import { noLogger, systemClock, type Transport, transportErrors } from "@concordat/runtime";
import { capabilitiesOf, isAws } from "./capabilities.ts";
import { type AwsCredentials, createAwsSdkDriver } from "./driver/aws-sdk.ts";
import { EventBridgeTransport } from "./event-bridge-transport.ts";
import type { EventBridgeTransportOptions } from "./options.ts";
import { reaching } from "./reaching.ts";
import { type EventBridgeSettings, eventBridgeSettings } from "./settings.ts";
import { prepareBus } from "./topology/prepare-bus.ts";
import { transport } from "./transport-name.ts";

/**
 * Connects to EventBridge and sees that the bus is there.
 *
 * Throws TRANSPORT_SETTING, TRANSPORT_UNREACHABLE, TOPOLOGY_MISSING, TRANSPORT_CLIENT_MISSING.
 */
export async function openEventBridgeTransport(
  options: EventBridgeTransportOptions = {},
): Promise<Transport> {
  const { clock = systemClock, logger = noLogger, credentials, ...given } = options;
  const settings = eventBridgeSettings.read(given);
  checkPatterns(settings);
  const driver = await createAwsSdkDriver(settings, credentials ?? credentialsOf(settings));
  try {
    await reaching({ driver, settings }, () => prepareBus(driver, settings, logger));
  } catch (error) {
    driver.close();
    throw error;
  }
  const capabilities = capabilitiesOf(settings, driver.host);
  if (!isAws(driver.host))
    logger.warn("this is not AWS: what survives here nobody can be asked, so it is what the settings say", {
      transport,
      host: driver.host,
      durability: capabilities.durability,
    });
  return new EventBridgeTransport({ driver, settings, capabilities, clock, logger });
}

function credentialsOf(settings: EventBridgeSettings): AwsCredentials | undefined {
  const accessKeyId = settings["credentials.accessKeyId"];
  const secretAccessKey = settings["credentials.secretAccessKey"];
  const sessionToken = settings["credentials.sessionToken"];
  if (accessKeyId === undefined && secretAccessKey === undefined && sessionToken === undefined)
    return undefined;
  if (accessKeyId === undefined || secretAccessKey === undefined)
    throw transportErrors.TRANSPORT_SETTING({
      transport,
      setting: `credentials.${accessKeyId === undefined ? "accessKeyId" : "secretAccessKey"}`,
      trouble: "is missing beside the others of `credentials`; without all of them the SDK looks for its own",
    });
  return { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
}

function checkPatterns({ patterns = {} }: EventBridgeSettings): void {
  for (const [address, pattern] of Object.entries(patterns))
    if (typeof pattern !== "object" || pattern === null || Array.isArray(pattern))
      throw transportErrors.TRANSPORT_SETTING({
        transport,
        setting: `patterns.${address}`,
        trouble: `is ${JSON.stringify(pattern)}, and has to be an event pattern: an object`,
      });
}
