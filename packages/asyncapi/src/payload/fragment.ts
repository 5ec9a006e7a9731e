/** A JSON Pointer as the fragment of a reference (RFC 6901, section 6). */
export function fragmentOf(pointer: string): string {
  // Half a surrogate pair has no encoding; our parsers refuse it, and so it names nothing that could be meant.
  return `#${encodeURI(pointer.toWellFormed()).replaceAll("#", "%23").replaceAll("[", "%5B").replaceAll("]", "%5D")}`;
}
