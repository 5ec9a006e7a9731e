/** Without these an event is none. */
export const requiredAttributes = ["specversion", "id", "source", "type"] as const;

/** What an event without an extension may carry beside them, `data` apart. */
export const optionalAttributes = ["subject", "time", "datacontenttype", "dataschema"] as const;

/** What a member of an event in JSON may not be called unless it holds the data. */
export const dataMembers: readonly string[] = ["data", "data_base64"];

const attributes: ReadonlySet<string> = new Set([...requiredAttributes, ...optionalAttributes]);

/** Whether the specification itself defines the attribute. */
export function isCoreAttribute(name: string): boolean {
  return attributes.has(name);
}

/** Lower-case letters and digits: the only names that every protocol carries alike. */
export function isAttributeName(name: string): boolean {
  return /^[a-z0-9]+$/.test(name);
}

/** A longer name SHOULD be avoided, says the specification (1.0.2, "Attribute Naming Convention"). */
export const longestAdvisedName = 20;

const aliased = [
  "branch",
  "commit",
  "author",
  "tenant",
  "correlationid",
  "causationid",
  "sequencenumber",
  "traceparent",
  "spanid",
  "partition",
] as const;

/** The spellings that older systems write in JSON: understood in these ten names, never written. */
export const aliases: ReadonlyMap<string, string> = new Map(aliased.map((name) => [`ce_${name}`, name]));
