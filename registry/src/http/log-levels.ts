/** From the least to the most that must have happened for a line to be written. */
export const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

/** Whether lines of this level are written where those from `least` on are. */
export function isLogged(level: string, least: string): boolean {
  const levels: readonly string[] = logLevels;
  return levels.indexOf(level) >= levels.indexOf(least);
}
