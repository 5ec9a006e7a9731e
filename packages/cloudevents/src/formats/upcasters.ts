import { type CloudEvent, extensionOf } from "../cloud-event.ts";
import { formatErrors } from "./errors.ts";
import type { ReadResult } from "./format.ts";
import { refuse } from "./refuse.ts";
import { compareVersions, majorOf, versionIn, withVersion } from "./schema-version.ts";

/** Data of one version as data of a later one, and which one that is. It leaves what it is given as it is. */
export type Upcast = (
  data: unknown,
  event: CloudEvent,
) => { readonly version: string; readonly data: unknown };

export type Upcasters = {
  /**
   * From now on, data of this type and version is brought on by `upcast`, step by step until the current version is
   * reached. `fromVersion` is a version, `1.2.0`, or a line of versions, `1.2` or `1`; the most exact one is taken.
   *
   * @throws {FormatError} FORMAT_TAKEN
   */
  registerUpcaster(type: string, fromVersion: string, upcast: Upcast): void;
  /**
   * The event with data of the current version. Within a major version a newer reader takes older data as it is, so a
   * step is missing only where the major version stays behind. An event that does not say by which version its data was
   * written, and one of a version that is not known yet, are left alone. Never throws.
   */
  upcast(event: CloudEvent): ReadResult;
};

export type UpcastersOptions = {
  /** The version that readers of a type expect; `undefined` where no contract is known. */
  readonly currentVersion: (type: string) => string | undefined;
};

export function createUpcasters({ currentVersion }: UpcastersOptions): Upcasters {
  const steps = new Map<string, Upcast>();
  const stepFrom = (type: string, version: string) => {
    const [major = "", minor = ""] = version.split(".");
    const keys = [version, `${major}.${minor}`, major].map((line) => keyOf(type, line));
    return steps.get(keys.find((key) => steps.has(key)) ?? "");
  };
  return {
    registerUpcaster(type, fromVersion, upcast) {
      const key = keyOf(type, fromVersion);
      if (steps.has(key)) throw formatErrors.FORMAT_TAKEN({ what: "step", name: `${type} ${fromVersion}` });
      steps.set(key, upcast);
    },
    upcast(event) {
      const { type } = event;
      const current = currentVersion(type);
      const written = versionOf(event);
      if (current === undefined || written === undefined) return { event };
      let version = written;
      let data: unknown = event.data;
      while (compareVersions(version, current) < 0) {
        const step = stepFrom(type, version);
        if (step === undefined) {
          if (majorOf(version) === majorOf(current)) break;
          return refuse(formatErrors.UPCASTER_MISSING({ type, from: version, current }), "/data");
        }
        const next = take(step, data, event, version);
        if ("violations" in next) return next;
        ({ version, data } = next);
      }
      return { event: version === written ? event : brought(event, version, data) };
    },
  };
}

/** The version of the contract that the data of an event was written by, where it says so. */
export function versionOf(event: CloudEvent): string | undefined {
  const said = versionIn(event.dataschema) ?? extensionOf(event, "schemaversion");
  return typeof said === "string" && /^\d+\.\d+\.\d+$/.test(said) ? said : undefined;
}

function take(step: Upcast, data: unknown, event: CloudEvent, from: string) {
  const { type } = event;
  try {
    const next = step(data, event);
    if (compareVersions(next.version, from) > 0) return next;
    return refuse(formatErrors.UPCASTER_BACKWARD({ type, from, to: next.version }), "/data");
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return refuse(formatErrors.UPCAST_FAILED({ type, from, reason }), "/data");
  }
}

function brought(event: CloudEvent, version: string, data: unknown): CloudEvent {
  const { dataschema } = event;
  return Object.freeze({
    ...event,
    ...(dataschema !== undefined && { dataschema: withVersion(dataschema, version) }),
    ...(extensionOf(event, "schemaversion") !== undefined && { schemaversion: version }),
    data,
  });
}

function keyOf(type: string, version: string): string {
  return `${type} ${version}`;
}
