import { strikeAll } from "./strike-targets.ts";
import { kafka } from "./targets/kafka.ts";

strikeAll(kafka);
