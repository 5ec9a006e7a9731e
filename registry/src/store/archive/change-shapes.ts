import { isObject, type Json, type JsonObject } from "@concordat/json";
import { roles } from "../../auth/role.ts";
import { type Change, modes } from "../../core/change.ts";

type Kind = keyof typeof kinds;

/** What a member of a change may be. A question mark lets it be absent. */
const kinds = {
  text: isText,
  "text?": (value: Json | undefined) => value === undefined || isText(value),
  count: (value: Json | undefined) => typeof value === "number" && Number.isSafeInteger(value) && value > 0,
  flag: (value: Json | undefined) => typeof value === "boolean",
  object: (value: Json | undefined) => value !== undefined && isObject(value),
  mode: (value: Json | undefined) => (modes as readonly unknown[]).includes(value),
  role: (value: Json | undefined) => (roles as readonly unknown[]).includes(value),
};

type Shapes = {
  readonly [Is in Change["is"]]: {
    readonly [Name in Exclude<keyof Extract<Change, { readonly is: Is }>, "is">]-?: Kind;
  };
};

/** All changes there are; one that is added without a line here does not compile. */
const shapes: Shapes = {
  registered: {
    subject: "text",
    version: "count",
    id: "count",
    content: "text",
    number: "text?",
    file: "text?",
  },
  drafted: { subject: "text", number: "text", content: "text", file: "text?" },
  "draft-dropped": { subject: "text", number: "text" },
  deprecated: { subject: "text", version: "count", sunset: "text?", reason: "text?" },
  "version-deleted": { subject: "text", version: "count", permanent: "flag" },
  "subject-deleted": { subject: "text", permanent: "flag" },
  "config-set": { subject: "text?", config: "object" },
  "config-deleted": { subject: "text?" },
  "mode-set": { subject: "text?", mode: "mode" },
  "mode-deleted": { subject: "text?" },
  "context-deleted": { context: "text" },
  "project-set": { project: "object" },
  "token-created": {
    token: "text",
    name: "text",
    role: "role",
    hash: "text",
    expires: "text?",
  },
  "token-revoked": { token: "text" },
  refused: { action: "text", target: "text", code: "text" },
};

/** What keeps a value from being a change, or nothing. */
export function troubleWithChange(value: JsonObject): string | undefined {
  const { is, ...members } = value;
  if (typeof is !== "string" || !Object.hasOwn(shapes, is))
    return "is of a kind that this program does not know";
  const shape = shapes[is as Change["is"]] as Readonly<Record<string, Kind>>;
  const wrong = Object.entries(shape).find(([name, kind]) => !kinds[kind](members[name]));
  if (wrong) return `says "${is}" with a "${wrong[0]}" that cannot be`;
  const unknown = Object.keys(members).find((name) => !Object.hasOwn(shape, name));
  return unknown && `says "${is}" with "${unknown}", which this program does not know`;
}

function isText(value: Json | undefined): boolean {
  return typeof value === "string";
}
