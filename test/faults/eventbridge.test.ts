import { strikeAll } from "./strike-targets.ts";
import { eventbridge } from "./targets/eventbridge.ts";

strikeAll(eventbridge);
