/** RFC 3986, appendix A, as far as a receiver can tell; what an address means is the business of its scheme. */
const percent = "%[0-9A-Fa-f]{2}";
const unreserved = "A-Za-z0-9._~!$&'()*+,;=\\-";
const segment = `(?:[${unreserved}:@]|${percent})`;
const userInfo = `(?:[${unreserved}:]|${percent})*@`;
const host = `(?:\\[(?:[0-9A-Fa-f:.]+|[vV][0-9A-Fa-f]+\\.[${unreserved}:]+)\\]|(?:[${unreserved}]|${percent})*)`;
const authority = `//(?:${userInfo})?${host}(?::[0-9]*)?`;
const absolutePath = `(?:/${segment}*)*`;
const rootless = `${segment}+${absolutePath}`;
const withoutColon = `(?:[${unreserved}@]|${percent})+${absolutePath}`;
const tail = `(?:\\?(?:${segment}|[/?])*)?(?:#(?:${segment}|[/?])*)?`;
const scheme = "[A-Za-z][A-Za-z0-9+.-]*:";

// A path that begins with two slashes would be an authority.
const rooted = `/(?:${rootless})?`;
const uri = new RegExp(`^${scheme}(?:${authority}${absolutePath}|${rooted}|${rootless})?${tail}$`);
const relative = new RegExp(`^(?:${authority}${absolutePath}|${rooted}|${withoutColon})?${tail}$`);
/** What nearly every source looks like. */
const plainPath = /^(?:\/[A-Za-z0-9._~-]+)+$/;

export function isUri(text: string): boolean {
  return uri.test(text);
}

export function isUriReference(text: string): boolean {
  return plainPath.test(text) || relative.test(text) || uri.test(text);
}
