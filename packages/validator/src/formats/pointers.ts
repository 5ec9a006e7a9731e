/** RFC 6901: empty, or steps that each begin with a solidus; `~` stands only before 0 and 1. */
const steps = "(?:/(?:[^~/]|~[01])*)*";
export const jsonPointer = `^${steps}$`;

/** Up by a number, sideways by a signed index, then down by a pointer or `#` for the name of the place itself. */
export const relativeJsonPointer = `^(?:0|[1-9][0-9]*)(?:[+-](?:0|[1-9][0-9]*))?(?:#|${steps})$`;
