import { isConcordatError } from "@concordat/errors";
import { noLogger, systemClock, type Transport, transportErrors } from "@concordat/runtime";
import { capabilitiesOf } from "./capabilities.ts";
import { type AwsCredentials, createAwsSdkDriver } from "./driver/aws-sdk.ts";
import type { EventBridgeDriver } from "./driver/driver.ts";
import { EventBridgeTransport } from "./event-bridge-transport.ts";
import type { EventBridgeTransportOptions } from "./options.ts";
import { type EventBridgeSettings, eventBridgeSettings } from "./settings.ts";
import { prepareBus } from "./topology/prepare-bus.ts";
import { transport } from "./transport-name.ts";

/**
 * Connects to EventBridge and sees that the bus is there.
 *
 * Throws TRANSPORT_SETTING, TRANSPORT_UNREACHABLE, TOPOLOGY_MISSING, EVENTBRIDGE_CLIENT_MISSING.
 */
export async function openEventBridgeTransport(
  options: EventBridgeTransportOptions = {},
): Promise<Transport> {
  const { clock = systemClock, logger = noLogger, credentials, ...given } = options;
  const settings = eventBridgeSettings.read(given);
  const driver = await createAwsSdkDriver(settings, credentials ?? credentialsOf(settings));
  try {
    await prepareBus(driver, settings, logger);
  } catch (error) {
    driver.close();
    throw isConcordatError(error) ? error : unreachable(driver, settings, error);
  }
  const capabilities = capabilitiesOf(settings, driver.host);
  if (settings.durability === undefined && capabilities.durability === "none")
    logger.warn(
      "this is not AWS, so nothing is promised to survive; the setting `durability` says what does",
      {
        transport,
        host: driver.host,
      },
    );
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

function unreachable(driver: EventBridgeDriver, settings: EventBridgeSettings, cause: unknown): Error {
  const { name, message } = cause as Error;
  const at =
    driver.host ?? settings.endpoint ?? `EventBridge in ${settings.region ?? "the region of the SDK"}`;
  return transportErrors.TRANSPORT_UNREACHABLE({ transport, at, trouble: `${name}: ${message}` }, { cause });
}
