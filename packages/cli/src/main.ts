#!/usr/bin/env node
import { enableCompileCache } from "node:module";

// Before anything of ours is loaded, and with dynamic imports behind it: a second start then skips most of compiling.
enableCompileCache();
const [{ processIo }, { run }] = await Promise.all([import("./io.ts"), import("./run.ts")]);

process.exitCode = await run(process.argv.slice(2), processIo());
