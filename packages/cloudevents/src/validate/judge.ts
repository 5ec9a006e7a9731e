import type { CloudEvent } from "../cloud-event.ts";
import { cloudEventErrors } from "../errors.ts";
import {
  aliases,
  dataMembers,
  isAttributeName,
  isCoreAttribute,
  longestAdvisedName,
  requiredAttributes,
} from "../names.ts";
import { describe, quoted } from "../values/describe.ts";
import { parseTimestamp } from "../values/timestamp.ts";
import { isUri } from "../values/uri.ts";
import { type Violation, violationOf } from "../violation.ts";
import { attributeChecks, checkExtension } from "./attribute-checks.ts";
import { dataViolations } from "./data-violations.ts";
import { dataOf, type HeldData } from "./event-data.ts";
import type { EventVerdict, ValidateOptions } from "./options.ts";
import { traceFlaws } from "./trace-context.ts";

/** The members of an event under their names: a plain object that nobody else holds, so that it may become the event. */
export type Members = Record<string, unknown>;

/** Plain assignment to `__proto__` would call its setter; as a name it is reported like any other bad one. */
export function put(members: Members, name: string, value: unknown): void {
  if (name === "__proto__")
    Object.defineProperty(members, name, { value, enumerable: true, configurable: true, writable: true });
  else members[name] = value;
}

/** What the caller knows about the members, apart from what the user wants. */
export type Provenance = {
  readonly nulls: "wrong" | "unset";
  /** The data came out of the strict parser and has been looked through already. */
  readonly trustsData?: boolean;
  /** The data where it does not stand among the members: the body of a message. */
  readonly heldData?: HeldData;
};

/**
 * Judges the members and makes them the event, in place where nothing has to be changed: most events that pass are
 * good as they are, and a copy would cost as much as all checks together.
 */
export function judgeMembers(members: Members, options: ValidateOptions, known: Provenance): EventVerdict {
  const found: Violation[] = [];
  const attributes = judgeAttributes(members, known.nulls, found);
  judgeRequired(attributes, found);
  return judgeTogether(attributes, options, known, found);
}

/** The rest, where each attribute by itself was judged already: what attributes mean together, what the options ask for, and the data. */
export function judgeTogether(
  attributes: Members,
  options: ValidateOptions,
  known: Omit<Provenance, "nulls">,
  found: Violation[] = [],
): EventVerdict {
  const event = judgeTrace(attributes, options, found);
  if (options.knownTypes !== undefined) judgeType(event, options.knownTypes, found);
  if (options.checkDataschema !== undefined) judgeDataschema(event, options.checkDataschema, found);
  if (options.clock !== undefined) judgeSkew(event, options.clock.now(), options.maxSkewMs ?? 300_000, found);
  const held = known.heldData ?? dataOf(event, known.trustsData ?? false);
  if (held?.violations !== undefined) found.push(...held.violations);
  if (isRefused(found)) return { valid: false, violations: found };
  const finished = finish(event, held);
  judgeData(finished, options, found);
  return isRefused(found)
    ? { valid: false, violations: found }
    : { valid: true, event: finished, violations: found.length === 0 ? none : found };
}

const none: readonly never[] = Object.freeze([]);

/** Under canonical names; the very same object where all of them are. */
function judgeAttributes(members: Members, nulls: Provenance["nulls"], found: Violation[]): Members {
  let kept = members;
  let aliased: string[] | undefined;
  for (const name in members) {
    const value = members[name];
    if (name === "data" && value !== undefined) continue;
    const check = attributeChecks.get(name);
    if (value === undefined || (value === null && nulls === "unset")) kept = without(kept, name, members);
    else if (check !== undefined) report(check(value, name), found);
    else if (aliases.has(name)) {
      aliased ??= [];
      aliased.push(name);
    } else if (!dataMembers.includes(name)) judgeFreeExtension(value, name, found);
  }
  for (const alias of aliased ?? none) {
    const name = aliases.get(alias) ?? alias;
    const value = members[alias];
    kept = without(kept, alias, members);
    if (kept[name] === undefined) {
      kept[name] = value;
      report(attributeChecks.get(name)?.(value, name), found);
    } else if (kept[name] !== value) {
      found.push(violationOf(cloudEventErrors.EXTENSION_ALIAS_CONFLICT({ alias, name }), `/${alias}`));
    }
  }
  return kept;
}

/** `members` itself stays as it is: it is being walked through. */
function without(kept: Members, name: string, members: Members): Members {
  const rest = kept === members ? { ...members } : kept;
  delete rest[name];
  return rest;
}

function report(violation: Violation | undefined, found: Violation[]): void {
  if (violation !== undefined) found.push(violation);
}

function judgeFreeExtension(value: unknown, name: string, found: Violation[]): void {
  const trouble = judgeName(name);
  report(trouble, found);
  if (trouble?.severity !== "error") report(checkExtension(value, name), found);
}

function judgeName(name: string): Violation | undefined {
  const found = quoted(name);
  const pointer = `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  if (!isAttributeName(name)) {
    const meant = name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
    const isTwin = isCoreAttribute(meant) || dataMembers.includes(meant);
    const advice = isTwin
      ? `write ${meant} if that is meant`
      : `rename it${meant === "" ? "" : `, as in ${quoted(meant)}`}`;
    const trouble = "has other characters than lower-case letters and digits";
    return violationOf(cloudEventErrors.CE_EXT_NAME({ found, trouble, advice }), pointer);
  }
  if (name.length <= longestAdvisedName) return undefined;
  const trouble = `is longer than ${longestAdvisedName} characters`;
  return violationOf(
    cloudEventErrors.CE_EXT_NAME({ found, trouble, advice: "choose a shorter name" }),
    pointer,
    "warning",
  );
}

function judgeRequired(attributes: Members, found: Violation[]): void {
  const { specversion, id, source, type } = attributes;
  if (specversion !== undefined && id !== undefined && source !== undefined && type !== undefined) return;
  const missing = requiredAttributes.filter((name) => attributes[name] === undefined);
  found.unshift(violationOf(cloudEventErrors.CE_MISSING_ATTR({ missing }), ""));
}

function judgeTrace(attributes: Members, { traceContext }: ValidateOptions, found: Violation[]): Members {
  if (attributes.traceparent === undefined && attributes.spanid === undefined) return attributes;
  const flaws = traceFlaws(attributes, traceContext ?? "ignore");
  found.push(...flaws.map(({ violation }) => violation));
  const ignored = flaws.flatMap(({ ignored: name }) => name ?? []);
  if (ignored.length === 0) return attributes;
  const kept = { ...attributes };
  for (const name of ignored) delete kept[name];
  return kept;
}

function judgeType({ type }: Members, known: ReadonlySet<string>, found: Violation[]): void {
  if (typeof type !== "string" || type === "" || known.has(type)) return;
  found.push(violationOf(cloudEventErrors.CE_TYPE_UNKNOWN({ type, known: [...known] }), "/type"));
}

function judgeDataschema(
  { dataschema: uri, type }: Members,
  check: NonNullable<ValidateOptions["checkDataschema"]>,
  found: Violation[],
): void {
  if (typeof uri !== "string" || !isUri(uri) || typeof type !== "string") return;
  const trouble = check(uri, type);
  if (trouble === undefined) return;
  const advice = `name a version of the contract of ${type} by its $id, or leave dataschema out`;
  found.push(violationOf(cloudEventErrors.CE_DATASCHEMA({ uri, trouble, advice }), "/dataschema"));
}

function judgeSkew({ time }: Members, now: number, most: number, found: Violation[]): void {
  const ahead = typeof time === "string" ? parseTimestamp(time) - now : 0;
  if (!(ahead > most)) return;
  const error = cloudEventErrors.CE_TIME_SKEW({
    found: describe(time),
    seconds: Math.round(ahead / 1000),
  });
  found.push(violationOf(error, "/time", "warning"));
}

function finish(members: Members, held: HeldData): CloudEvent {
  let event = members;
  if (event.data_base64 !== undefined) {
    const { data_base64: _travelled, ...rest } = event;
    event = rest;
  }
  if (held !== undefined && "data" in held && event.data !== held.data) event = { ...event, data: held.data };
  return Object.freeze(event) as CloudEvent;
}

function judgeData(event: CloudEvent, { validateData }: ValidateOptions, found: Violation[]): void {
  if (validateData !== undefined) found.push(...dataViolations(validateData(event.data, event)));
}

function isRefused(found: readonly Violation[]): boolean {
  return found.length > 0 && found.some(({ severity }) => severity === "error");
}
