/** `npm run services -- …` */
import { runServices } from "./cli/run-services.ts";

process.exitCode = await runServices(process.argv.slice(2), {
  out: (text) => console.log(text),
  err: (text) => console.error(text),
});
