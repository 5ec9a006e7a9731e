import type { ExclusiveService, ServiceName } from "@concordat/test-services";

export type Broker = {
  /** As configuration calls its transport. */
  readonly transport: string;
  readonly service: ServiceName;
  /** Settings that lead to this one instance, as the environment has them. */
  environment(service: Pick<ExclusiveService<ServiceName>, "host" | "port" | "url">): Record<string, string>;
};

/** The brokers that a program reaches by configuration alone. */
export const brokers: readonly Broker[] = [
  {
    transport: "nats",
    service: "nats",
    environment: ({ url }) => ({ CONCORDAT_TRANSPORT_SERVERS: url, CONCORDAT_TRANSPORT_PROVISION: "create" }),
  },
  {
    transport: "kafka",
    service: "kafka",
    environment: ({ host, port }) => ({
      CONCORDAT_TRANSPORT_BROKERS: `${host}:${port}`,
      CONCORDAT_TRANSPORT_PROVISION: "create",
    }),
  },
  {
    transport: "redis",
    service: "redis",
    environment: ({ url }) => ({ CONCORDAT_TRANSPORT_URL: url, CONCORDAT_TRANSPORT_PROVISION: "create" }),
  },
  {
    transport: "eventbridge",
    // An emulator: what passes here is not yet proved on AWS.
    service: "moto",
    environment: ({ url }) => ({
      CONCORDAT_TRANSPORT_ENDPOINT: url,
      CONCORDAT_TRANSPORT_REGION: "us-east-1",
      CONCORDAT_TRANSPORT_CREDENTIALS_ACCESS_KEY_ID: "emulator",
      CONCORDAT_TRANSPORT_CREDENTIALS_SECRET_ACCESS_KEY: "emulator",
      CONCORDAT_TRANSPORT_PROVISION: "create",
      CONCORDAT_TRANSPORT_SETTLE_MS: "0",
      CONCORDAT_TRANSPORT_WAIT_SECONDS: "1",
    }),
  },
];
