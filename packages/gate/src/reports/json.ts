import type { Report } from "./report.ts";

/** The findings themselves, one object around them so that later members can join. */
export const jsonReport: Report = (findings, { version, checked, summary }) =>
  `${JSON.stringify(
    { version, ...(checked !== undefined && { checked }), ...(summary && { summary }), findings },
    null,
    2,
  )}\n`;
