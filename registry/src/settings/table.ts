import { logLevels } from "../http/log-levels.ts";
import { anonymousRole, file, folder, type Kind, text, toggle, url, wholeNumber, word } from "./kinds.ts";
import { maskUrl } from "./mask.ts";

export type SettingSpec<T> = {
  readonly kind: Kind<T>;
  /** One line. */
  readonly about: string;
  /** Without the dashes. Absent where a command line, which others can read, is no place for it. */
  readonly flag?: string;
  readonly environment: string;
  /** Whether a settings file may say it. Default: it may. */
  readonly inFile?: false;
  readonly fallback?: T | undefined;
  /** What happens without a value, where that is more than a value. */
  readonly otherwise?: string;
  /** Given for secrets: what may be shown of one. */
  mask?(value: T): string;
};

type WithFallback<T> = SettingSpec<T> & { readonly fallback: T };
type WithoutFallback<T> = SettingSpec<T> & { readonly fallback: undefined };

function define<T>(spec: WithFallback<T>): WithFallback<T>;
function define<T>(spec: SettingSpec<T>): WithoutFallback<T>;
function define<T>(spec: SettingSpec<T>): SettingSpec<T> {
  return spec;
}

/** Every setting of the registry: the one place that flags, environment, file, help and reference are made from. */
export const settingsTable = {
  host: define({
    kind: text("HOST", "an address of this machine"),
    about: "the address to listen on; 0.0.0.0 is every one of this machine",
    flag: "host",
    environment: "HOST",
    fallback: "127.0.0.1",
  }),
  port: define({
    kind: wholeNumber(0, 65_535),
    about: "the port to listen on; 0 is any free one",
    flag: "port",
    environment: "PORT",
    fallback: 8081,
  }),
  data: define({
    kind: folder,
    about: "the folder of the embedded database; :memory: keeps nothing",
    flag: "data",
    environment: "CONCORDAT_DATA",
    fallback: ".concordat/registry",
  }),
  databaseUrl: define({
    kind: url(["postgres:", "postgresql:"]),
    about: "keep everything in this PostgreSQL instead, which several instances may share",
    flag: "database-url",
    environment: "DATABASE_URL",
    otherwise: "the embedded database",
    mask: maskUrl,
  }),
  project: define({
    kind: folder,
    about: "the project whose catalogue is taken in at the start",
    flag: "project",
    environment: "CONCORDAT_PROJECT",
    otherwise: "the catalogue that is shipped",
  }),
  empty: define({
    kind: toggle,
    about: "take in no catalogue",
    flag: "empty",
    environment: "CONCORDAT_EMPTY",
    fallback: false,
  }),
  logLevel: define({
    kind: word(logLevels, "LEVEL"),
    about: "how much is logged, as JSON lines on standard error",
    flag: "log-level",
    environment: "LOG_LEVEL",
    fallback: "info",
  }),
  anonymous: define({
    kind: anonymousRole,
    about: "what callers may do who do not say who they are",
    flag: "anonymous",
    environment: "CONCORDAT_ANONYMOUS",
    otherwise: "admin on loopback as long as there is no token, none everywhere else",
  }),
  adminToken: define({
    kind: text("TOKEN", "a secret"),
    about: "a token with the role admin that needs no store, to make the first ones with",
    environment: "CONCORDAT_ADMIN_TOKEN",
    otherwise: "no such token",
    mask: () => "…",
  }),
  insecure: define({
    kind: toggle,
    about: "listen beyond loopback although anybody may change everything",
    flag: "insecure",
    environment: "CONCORDAT_INSECURE",
    fallback: false,
  }),
  publicUrl: define({
    kind: url(["http:", "https:"]),
    about: "the address that people see, where a proxy stands before the registry",
    flag: "public-url",
    environment: "CONCORDAT_PUBLIC_URL",
    otherwise: "the one that is listened on",
  }),
  trustedProxies: define({
    kind: text("LIST", "addresses and networks with commas between them"),
    about: "proxies whose X-Forwarded-For is believed, as 10.0.0.0/8,127.0.0.1",
    flag: "trusted-proxies",
    environment: "CONCORDAT_TRUSTED_PROXIES",
    otherwise: "none: a caller's address is that of the connection",
  }),
  readsPerSecond: define({
    kind: wholeNumber(0, 1_000_000),
    about: "look-ups that one caller may make a second; 0 is any number",
    flag: "reads-per-second",
    environment: "CONCORDAT_READS_PER_SECOND",
    otherwise: "0 on loopback, 5000 beyond",
  }),
  writesPerSecond: define({
    kind: wholeNumber(0, 1_000_000),
    about: "changes that one caller may make a second; 0 is any number",
    flag: "writes-per-second",
    environment: "CONCORDAT_WRITES_PER_SECOND",
    otherwise: "0 on loopback, 200 beyond",
  }),
  bodyBytes: define({
    kind: wholeNumber(1024, 1_073_741_824),
    about: "how long the body of a request may be",
    flag: "body-bytes",
    environment: "CONCORDAT_BODY_BYTES",
    fallback: 1_048_576,
  }),
  requestSeconds: define({
    kind: wholeNumber(1, 3600),
    about: "how long a client may take to send a request",
    flag: "request-seconds",
    environment: "CONCORDAT_REQUEST_SECONDS",
    fallback: 30,
  }),
  headerSeconds: define({
    kind: wholeNumber(1, 3600),
    about: "how long a client may take to send the headers of a request",
    flag: "header-seconds",
    environment: "CONCORDAT_HEADER_SECONDS",
    fallback: 10,
  }),
  keepAliveSeconds: define({
    kind: wholeNumber(1, 3600),
    about: "how long a connection is kept without a request; longer than a proxy before it keeps its own",
    flag: "keep-alive-seconds",
    environment: "CONCORDAT_KEEP_ALIVE_SECONDS",
    fallback: 72,
  }),
  drainSeconds: define({
    kind: wholeNumber(0, 3600),
    about: "how long requests under way are waited for when the registry is asked to end",
    flag: "drain-seconds",
    environment: "CONCORDAT_DRAIN_SECONDS",
    fallback: 10,
  }),
  config: define({
    kind: file,
    about: "a settings file",
    flag: "config",
    environment: "CONCORDAT_CONFIG",
    inFile: false,
    otherwise: "no file",
  }),
};

type Table = typeof settingsTable;

export type SettingName = keyof Table;

type ValueOf<Spec> =
  Spec extends WithFallback<infer T> ? T : Spec extends SettingSpec<infer T> ? T | undefined : never;

export type Settings = { readonly [Name in SettingName]: ValueOf<Table[Name]> };

/** The same for those who go through all of them. */
export const settingSpecs = Object.entries(settingsTable) as unknown as readonly (readonly [
  SettingName,
  SettingSpec<unknown>,
])[];
