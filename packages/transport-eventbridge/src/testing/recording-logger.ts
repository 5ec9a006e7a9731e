import type { LogFields, Logger } from "@concordat/runtime";

export type Line = { readonly level: keyof Logger; readonly message: string; readonly fields: LogFields };

/** Keeps what it is told. */
export function createRecordingLogger(): { readonly logger: Logger; readonly lines: readonly Line[] } {
  const lines: Line[] = [];
  const at = (level: keyof Logger) => (message: string, fields: LogFields) =>
    void lines.push({ level, message, fields });
  return {
    logger: { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") },
    lines,
  };
}
