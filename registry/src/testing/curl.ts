import type { FastifyInstance } from "fastify";

/** One command of a guide and what it is said to print. */
export type ShownCommand = { readonly command: string; readonly printed: string };

/** The commands in the ```console blocks of a page that begin with `$ curl`. */
export function shownCommands(page: string): readonly ShownCommand[] {
  const blocks = [...page.matchAll(/^```console\n(.*?)^```/gms)].map(([, block = ""]) => block);
  return blocks
    .flatMap((block) => block.split(/^\$ /m).slice(1))
    .filter((part) => part.startsWith("curl "))
    .map((part) => {
      const end = part.search(/[^\\]\n/) + 1;
      return { command: part.slice(0, end).replaceAll("\\\n", " "), printed: part.slice(end + 1).trimEnd() };
    });
}

/** What the command prints, asked of the server as curl would: as far as guides use it, `| head -c N` included. */
export async function runCurl(server: FastifyInstance, command: string): Promise<string> {
  const [request = "", cut] = command.split(" | head -c ");
  const words = [...request.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
  const headers: Record<string, string> = {};
  let [method, url, payload, isWhole] = ["", "", undefined as string | undefined, false];
  for (let at = 1; at < words.length; at++) {
    const word = words[at] ?? "";
    const next = () => words[++at] ?? "";
    if (word === "-X") method = next();
    else if (word === "-d") payload = next();
    else if (word === "-H") {
      const [name = "", ...value] = next().split(": ");
      headers[name] = value.join(": ");
    } else if (word === "-i" || word === "-si") isWhole = true;
    else if (!word.startsWith("-")) url = word.replace(/^localhost:8081/, "");
  }
  const answer = await server.inject({
    method: (method || (payload === undefined ? "GET" : "POST")) as "GET",
    url,
    headers,
    ...(payload !== undefined && { payload }),
  });
  const head = [
    `HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}`,
    ...Object.entries(answer.headers).map(([name, value]) => `${name}: ${value}`),
  ];
  const text = isWhole ? `${head.join("\n")}\n\n${answer.body}` : answer.body;
  return cut === undefined ? text : text.slice(0, Number(cut));
}

/** Whether a page says what is printed; `…` stands for anything. */
export function isShownBy(printed: string, actual: string): boolean {
  const pattern = printed
    .split("…")
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("[\\s\\S]*");
  return new RegExp(`^${pattern}$`).test(actual.trimEnd());
}
