import { serviceErrors } from "../errors.ts";

/** A toxiproxy proxy as the handle of a test needs it; travels as JSON. */
export type ProxyFacts = {
  /** Under which toxiproxy knows it. */
  readonly name: string;
  readonly port: number;
  /** The proxy's own URL in toxiproxy's HTTP API. */
  readonly api: string;
};

/** https://github.com/Shopify/toxiproxy#http-api */
export async function createProxy(
  toxiproxy: string,
  { name, port, upstream }: { readonly name: string; readonly port: number; readonly upstream: number },
): Promise<ProxyFacts> {
  await ask("POST", `${toxiproxy}/proxies`, {
    name,
    listen: `127.0.0.1:${port}`,
    upstream: `127.0.0.1:${upstream}`,
    enabled: true,
  });
  return { name, port, api: `${toxiproxy}/proxies/${name}` };
}

export async function removeProxy({ api }: ProxyFacts): Promise<void> {
  await ask("DELETE", api);
}

/** Of the text that Prometheus reads; a proxy that has seen no connection end is not in it. */
export async function bytesOfEnded(
  { name, api }: Pick<ProxyFacts, "name" | "api">,
  way: string,
): Promise<number> {
  const metrics = await (await fetch(new URL("/metrics", api))).text();
  const line = metrics
    .split("\n")
    .find(
      (each) =>
        each.startsWith("toxiproxy_proxy_sent_bytes_total{") &&
        each.includes(`direction="${way}"`) &&
        each.includes(`proxy="${name}"`),
    );
  return Number(line?.split(" ").at(-1) ?? 0);
}

/** Speaks to toxiproxy's HTTP API; anything but a 2xx status is an error. */
export async function ask(method: "POST" | "DELETE", url: string, body?: object): Promise<void> {
  const response = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
  const text = await response.text();
  if (response.ok) return;
  throw serviceErrors.SERVICE_START_FAILED({
    name: "toxiproxy",
    why: `${method} ${url} was answered ${response.status}`,
    log: text,
  });
}
