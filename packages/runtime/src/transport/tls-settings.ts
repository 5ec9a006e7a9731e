import { readFileSync } from "node:fs";
import type { ConnectionOptions } from "node:tls";
import { transportErrors } from "../ports/transport-errors.ts";
import type { SettingsOf, SettingsTable } from "./settings.ts";

/** What TLS has to be told, the same for every broker. To be spread into the table of a transport. */
export const tlsSettings = {
  "tls.on": {
    kind: "flag",
    default: false,
    about: "speak TLS, or fail; on by itself with any other setting of TLS",
  },
  "tls.ca": { kind: "text", about: "certificates that are trusted instead of the system's: a path, or PEM" },
  "tls.cert": { kind: "text", about: "certificate of this client: a path, or PEM" },
  "tls.key": { kind: "text", about: "its private key: a path, or PEM", isSecret: true },
  "tls.passphrase": { kind: "text", about: "passphrase of the private key", isSecret: true },
  "tls.serverName": {
    kind: "text",
    about: "the name that the server's certificate has, where it is not that of the host",
  },
  "tls.verify": {
    kind: "flag",
    default: true,
    about: "whether the server's certificate is looked at; `false` only where nobody else can listen",
  },
} as const satisfies SettingsTable;

export type TlsSettings = SettingsOf<typeof tlsSettings>;

/** The same for code, as `tls: { ca: … }`. */
export type TlsOption = {
  readonly [Name in keyof TlsSettings as Name extends `tls.${infer Short}`
    ? Short
    : never]?: TlsSettings[Name];
};

/** As `node:tls` takes it. */
export type TlsOptions = Pick<
  ConnectionOptions,
  "ca" | "cert" | "key" | "passphrase" | "servername" | "rejectUnauthorized"
>;

/** `undefined` where nothing of TLS is asked for. Throws TRANSPORT_SETTING for a file that cannot be read. */
export function tlsOptionsOf(
  transport: string,
  settings: Omit<TlsSettings, "tls.on"> & { readonly "tls.on"?: boolean },
): TlsOptions | undefined {
  const {
    "tls.ca": ca,
    "tls.cert": cert,
    "tls.key": key,
    "tls.passphrase": passphrase,
    "tls.serverName": servername,
    "tls.verify": verify,
  } = settings;
  const isSaid = [ca, cert, key, passphrase, servername].some((each) => each !== undefined);
  if (!settings["tls.on"] && !isSaid && verify) return undefined;
  if ((cert === undefined) !== (key === undefined)) {
    const [setting, other] =
      cert === undefined ? (["tls.cert", "tls.key"] as const) : (["tls.key", "tls.cert"] as const);
    throw transportErrors.TRANSPORT_SETTING({
      transport,
      setting,
      trouble: `is missing, and "${other}" is of no use alone`,
    });
  }
  return {
    ...(ca !== undefined && { ca: pemOf(transport, "tls.ca", ca) }),
    ...(cert !== undefined && { cert: pemOf(transport, "tls.cert", cert) }),
    ...(key !== undefined && { key: pemOf(transport, "tls.key", key) }),
    ...(passphrase !== undefined && { passphrase }),
    ...(servername !== undefined && { servername }),
    rejectUnauthorized: verify,
  };
}

function pemOf(transport: string, setting: string, value: string): string {
  if (value.includes("-----BEGIN ")) return value;
  try {
    return readFileSync(value, "utf8");
  } catch (cause) {
    const { code = "it cannot be read" } = cause as NodeJS.ErrnoException;
    throw transportErrors.TRANSPORT_SETTING(
      { transport, setting, trouble: `names the file ${value}, which cannot be read (${code})` },
      { cause },
    );
  }
}
