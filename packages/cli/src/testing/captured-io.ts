import type { Io, Sink } from "../io.ts";

/** A world in memory: what was written can be read, and standard input is what the test says. */
export type CapturedIo = Io & { readonly out: () => string; readonly err: () => string };

export function capturedIo(
  options: {
    cwd?: string;
    stdin?: string | Uint8Array | Io["stdin"];
    env?: Io["env"];
    isTTY?: boolean;
    signal?: AbortSignal;
    /** Told of everything that is written, while it is. */
    onWrite?: (text: string) => void;
  } = {},
): CapturedIo {
  const out = capture(options);
  const err = capture(options);
  return {
    cwd: options.cwd ?? process.cwd(),
    env: options.env ?? {},
    stdin: typeof options.stdin === "function" ? options.stdin : once(options.stdin ?? ""),
    stdout: out.sink,
    stderr: err.sink,
    now: () => new Date("2027-01-31T12:00:00Z"),
    interruption: () => options.signal ?? new AbortController().signal,
    out: out.text,
    err: err.text,
  };
}

function once(stdin: string | Uint8Array): Io["stdin"] {
  return async function* () {
    yield typeof stdin === "string" ? new TextEncoder().encode(stdin) : stdin;
  };
}

type Captured = { readonly isTTY?: boolean; readonly onWrite?: (text: string) => void };

function capture({ isTTY = false, onWrite }: Captured): { readonly sink: Sink; readonly text: () => string } {
  let written = "";
  const write = async (text: string) => {
    written += text;
    onWrite?.(text);
  };
  return { sink: { isTTY, write }, text: () => written };
}
