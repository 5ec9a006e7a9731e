/** An address without what it should be kept for: a password in it, or a key in its query. */
export function maskUrl(value: string): string {
  if (!URL.canParse(value)) return "…";
  const url = new URL(value);
  if (url.password !== "") url.password = "***";
  for (const name of url.searchParams.keys())
    if (/pass|secret|key|token/i.test(name)) url.searchParams.set(name, "***");
  return url.href;
}
