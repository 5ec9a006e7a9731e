import { strikeAll } from "./strike-targets.ts";
import { nats } from "./targets/nats.ts";

strikeAll(nats);
