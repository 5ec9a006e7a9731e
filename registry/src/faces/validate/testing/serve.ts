/** A server in a process of its own, so that its memory is its own: says where it listens, and at the end how large it was. */
import { openServer } from "./open-server.ts";

const { url, close } = await openServer();
process.send?.({ url });
process.once("message", async () => {
  await close();
  process.send?.({ megabytes: Math.round(process.resourceUsage().maxRSS / 1024) }, () =>
    process.disconnect(),
  );
});
