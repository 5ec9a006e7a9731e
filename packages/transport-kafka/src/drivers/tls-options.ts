import type { KafkaSettings } from "../settings.ts";

/** As `node:tls` wants them. */
export function tlsOptions(settings: KafkaSettings) {
  const { "tls.ca": ca, "tls.cert": cert, "tls.key": key, "tls.passphrase": passphrase } = settings;
  return {
    rejectUnauthorized: settings["tls.rejectUnauthorized"],
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(passphrase === undefined ? {} : { passphrase }),
  };
}
