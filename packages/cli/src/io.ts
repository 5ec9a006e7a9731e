import { stderr, stdin, stdout } from "node:process";

/** Where a command's words go. A write may be awaited, so that a long stream waits for a slow reader. */
export type Sink = {
  write(text: string): Promise<void>;
  readonly isTTY: boolean;
};

/** Everything a verb may touch of the world besides files, so that a test can own it. */
export type Io = {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Opens standard input; read at most once. */
  stdin(): AsyncIterable<Uint8Array>;
  readonly stdout: Sink;
  readonly stderr: Sink;
  now(): Date;
  /**
   * Aborted when the process is asked to end. Who asks for it takes over ending, once: a second interrupt ends the
   * process as it would have without.
   */
  interruption(): AbortSignal;
};

export function processIo(): Io {
  return {
    cwd: process.cwd(),
    env: process.env,
    // Not the bare file descriptor: read directly, a pipe in non-blocking mode answers EAGAIN.
    stdin: () => stdin,
    stdout: sinkOf(stdout),
    stderr: sinkOf(stderr),
    now: () => new Date(),
    interruption: () => {
      const controller = new AbortController();
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => controller.abort());
      return controller.signal;
    },
  };
}

function sinkOf(stream: NodeJS.WriteStream): Sink {
  // A closed pipe is told to the write that met it; unheard, the event of the same news would end the process.
  stream.on("error", () => undefined);
  return {
    isTTY: stream.isTTY === true,
    write: (text) =>
      new Promise((resolve, reject) => stream.write(text, (error) => (error ? reject(error) : resolve()))),
  };
}
