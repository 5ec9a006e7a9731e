/** Of a content type. */
export function saysStructured(contentType: string): boolean {
  return contentType !== "application/json" && /^application\/cloudevents/i.test(contentType);
}

/** What arrives as text but is known to be a number is one again; of other extensions the type is lost on the way. */
const integers: ReadonlySet<string> = new Set(["sequencenumber"]);

/** The value of an attribute that a header holds as text. */
export function typed(name: string, text: string): string | number {
  return integers.has(name) && /^(?:0|[1-9]\d{0,9})$/.test(text) ? Number(text) : text;
}
