import { defineGenerator } from "@concordat/gen-core";

export default defineGenerator({ name: "docs", about: "a reference site", generate: () => new Map() });
