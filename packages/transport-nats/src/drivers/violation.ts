/** What the server does not let a user do: `-ERR 'Permissions Violation for Publish to "x"'`. */
export type Violation = { readonly operation: "publish" | "subscription"; readonly subject: string };

/** As the server has it, of which one of the two clients tells the parts alone. */
export function wordsOfViolation({ operation, subject }: Violation): string {
  const done = operation === "publish" ? "Publish" : "Subscription";
  return `Permissions Violation for ${done} to ${JSON.stringify(subject)}`;
}

/**
 * Out of what a client says: an error, one that another one wraps, or a piece of news. Version 3 has a class for it, version 2 a member. What
 * names no subject (`Publish with Reply of …`) is none.
 */
export function violationIn(said: unknown): Violation | undefined {
  let link = said as Said | undefined;
  for (let depth = 0; depth < 5 && typeof link === "object" && link !== null; depth += 1) {
    const { permissionContext, name, error, cause } = link;
    const facts = permissionContext ?? (name === "PermissionViolationError" ? link : undefined);
    if (facts !== undefined) return violationOf(facts);
    link = (error ?? cause) as Said | undefined;
  }
  return undefined;
}

type Facts = { readonly operation?: unknown; readonly subject?: unknown };

type Said = Facts & {
  readonly permissionContext?: Facts;
  readonly name?: unknown;
  readonly error?: unknown;
  readonly cause?: unknown;
};

function violationOf({ operation, subject }: Facts): Violation | undefined {
  if (operation !== "publish" && operation !== "subscription") return undefined;
  if (typeof subject !== "string" || subject === "") return undefined;
  return { operation, subject: unquoted(subject) };
}

/** The server writes subjects as Go quotes them, which is JSON but for signs that nobody sees; one with such is no subject of anybody then. */
function unquoted(subject: string): string {
  try {
    return JSON.parse(`"${subject}"`) as string;
  } catch {
    return subject;
  }
}
