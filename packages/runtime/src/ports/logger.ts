import { throwLater } from "../failure/throw-later.ts";

/** Structured lines: a sentence that is always the same, and what it is about. `console`-like loggers and pino fit as they are, adapted by one function each. */
export type Logger = {
  debug(message: string, fields: LogFields): void;
  info(message: string, fields: LogFields): void;
  warn(message: string, fields: LogFields): void;
  error(message: string, fields: LogFields): void;
};

export type LogFields = Readonly<Record<string, unknown>>;

const silent = () => {};

export const noLogger: Logger = { debug: silent, info: silent, warn: silent, error: silent };

/** One line of JSON for each entry, to wherever `write` leads. */
export function createJsonLogger(write: (line: string) => void, now: () => number = Date.now): Logger {
  const at = (level: string) => (message: string, fields: LogFields) => {
    const own = { time: new Date(now()).toISOString(), level, message };
    // Before the fields, where a reader looks, and once more after them: none of them takes the place of the sentence.
    write(`${JSON.stringify({ ...own, ...fields, ...own })}\n`);
  };
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

/**
 * A logger whose own failure disturbs nobody: what it throws is an uncaught error, and what was to be logged goes on. A line that
 * cannot be written must not have an event handled again.
 */
export function undisturbing(logger: Logger): Logger {
  const at = (level: keyof Logger) => (message: string, fields: LogFields) => {
    try {
      logger[level](message, fields);
    } catch (error) {
      throwLater(error);
    }
  };
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}
