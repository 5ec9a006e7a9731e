import type { Io, Sink } from "./io.ts";

const codes = { red: 31, green: 32, yellow: 33, blue: 34, bold: 1, dim: 2 } as const;

export type Paint = { readonly [Style in keyof typeof codes]: (text: string) => string };

/** Colours for a terminal; for a pipe, a file, `NO_COLOR` or a dumb terminal the words alone (https://no-color.org). */
export function painter(sink: Sink, env: Io["env"]): Paint {
  const colours = sink.isTTY && !env.NO_COLOR && env.TERM !== "dumb";
  const style = (code: number) => (text: string) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text);
  return Object.fromEntries(Object.entries(codes).map(([name, code]) => [name, style(code)])) as Paint;
}
