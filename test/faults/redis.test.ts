import { strikeAll } from "./strike-targets.ts";
import { redis } from "./targets/redis.ts";

strikeAll(redis);
