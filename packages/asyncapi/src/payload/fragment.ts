/** A JSON Pointer as the fragment of a reference (RFC 6901, section 6). */
export function fragmentOf(pointer: string): string {
  return `#${encodeURI(pointer).replaceAll("#", "%23").replaceAll("[", "%5B").replaceAll("]", "%5D")}`;
}
