import type { Property } from "../property.ts";
import { t01 } from "./t01-arrives-as-it-was.ts";
import { t02 } from "./t02-concurrent-publishers.ts";
import { t03 } from "./t03-many-addresses.ts";
import { t04 } from "./t04-again-after-failing.ts";
import { t05 } from "./t05-key-waits.ts";
import { t06 } from "./t06-successor-gets-the-rest.ts";
import { t07 } from "./t07-all-close-at-once.ts";
import { t08 } from "./t08-goes-on-after-failures.ts";
import { t09 } from "./t09-order-per-key.ts";
import { t10 } from "./t10-close-drains.ts";
import { t11 } from "./t11-addresses-apart.ts";
import { t12 } from "./t12-signal-ends.ts";
import { t13 } from "./t13-abort-closes.ts";
import { t14 } from "./t14-replay.ts";
import { t15 } from "./t15-reconnects.ts";
import { t16 } from "./t16-groups-and-members.ts";
import { t17 } from "./t17-health.ts";
import { t18 } from "./t18-many-in-one-publish.ts";
import { t19 } from "./t19-batches.ts";
import { t20 } from "./t20-several-handlers.ts";
import { t21 } from "./t21-nothing-after-close.ts";
import { t22 } from "./t22-header-values.ts";
import { t23 } from "./t23-changes-do-not-leak.ts";
import { t24 } from "./t24-close-waits.ts";
import { t25 } from "./t25-ways-to-fail.ts";
import { t26 } from "./t26-resize.ts";
import { t27 } from "./t27-size.ts";
import { t28 } from "./t28-attempts.ts";
import { t29 } from "./t29-retry-schedule.ts";
import { t30 } from "./t30-dead-letters.ts";
import { t31 } from "./t31-reprocessing.ts";
import { t32 } from "./t32-duplicates.ts";
import { t33 } from "./t33-back-pressure.ts";
import { t34 } from "./t34-trace-and-names.ts";

/** All of them, in the order of their numbers: the table of contents. */
export const properties: readonly Property[] = [
  t01,
  t02,
  t03,
  t04,
  t05,
  t06,
  t07,
  t08,
  t09,
  t10,
  t11,
  t12,
  t13,
  t14,
  t15,
  t16,
  t17,
  t18,
  t19,
  t20,
  t21,
  t22,
  t23,
  t24,
  t25,
  t26,
  t27,
  t28,
  t29,
  t30,
  t31,
  t32,
  t33,
  t34,
];
