import { isArray, isObject, type Json } from "@concordat/json";

/** Text of an expression, whatever it holds; made by the functions of this file alone. */
export type Printed = { readonly text: string };

/** What can be printed as a literal: JSON, and expressions among it. */
export type Printable = Json | Printed | readonly Printable[] | { readonly [name: string]: Printable };

const printed = new WeakSet<object>();

export function expression(text: string): Printed {
  const value = { text };
  printed.add(value);
  return value;
}

function isPrinted(value: Printable): value is Printed {
  return typeof value === "object" && value !== null && printed.has(value);
}

/**
 * A literal that evaluates to the value. Texts of contracts become code here and nowhere else, so here is where none of
 * them gets out of its quotes.
 */
export function printValue(value: Printable, indent = ""): string {
  const line = printLine(value);
  if (line.length + indent.length <= 110 || typeof value !== "object" || value === null || isPrinted(value))
    return line;
  const deeper = `${indent}  `;
  if (Array.isArray(value))
    return `[\n${value.map((item: Printable) => `${deeper}${printValue(item, deeper)},\n`).join("")}${indent}]`;
  const members = Object.entries(value).map(
    ([name, member]) => `${deeper}${printKey(name)}: ${printValue(member, deeper)},\n`,
  );
  return `{\n${members.join("")}${indent}}`;
}

export function printLine(value: Printable): string {
  if (typeof value === "string") return printText(value);
  if (typeof value !== "object" || value === null) return String(value);
  if (isPrinted(value)) return value.text;
  if (isArray(value as Json)) return `[${(value as readonly Printable[]).map(printLine).join(", ")}]`;
  if (!isObject(value as Json) || Object.keys(value).length === 0) return "{}";
  const members = Object.entries(value).map(([name, member]) => `${printKey(name)}: ${printLine(member)}`);
  return `{ ${members.join(", ")} }`;
}

/** Line separators are fine in strings since ES2019; older tools stumble over them. */
export function printText(text: string): string {
  return JSON.stringify(text).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}

/** `.name`, or `["na-me"]` where it is none. */
export function printAccess(name: string): string {
  return isIdentifier(name) ? `.${name}` : `[${printText(name)}]`;
}

function printKey(name: string): string {
  // In a literal this name would set the prototype.
  if (name === "__proto__") return '["__proto__"]';
  return isIdentifier(name) ? name : printText(name);
}

function isIdentifier(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name);
}
