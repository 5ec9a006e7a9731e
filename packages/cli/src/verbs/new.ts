import { checkContractId, contractKinds } from "@concordat/contracts";
import { cliErrors } from "../errors.ts";
import { exitCodes } from "../exit-codes.ts";
import { exclusively } from "../project/exclusively.ts";
import { openProject } from "../project/open-project.ts";
import { makeContract } from "../scaffold/make-contract.ts";
import { defineVerb } from "../verb.ts";

export const newContract = defineVerb({
  name: "new",
  summary: "write the draft of a new contract",
  about: `Title, type and owner follow the neighbours in the same folder where you give none. An event also gets its message,
channel and sending operation in the AsyncAPI document, which keeps its comments and order.`,
  positionals: [{ name: "PATH", about: "where it belongs, such as commerce/order/returned" }],
  flags: {
    kind: { value: "KIND", about: "what it describes (default event)", choices: contractKinds },
    type: { value: "TYPE", about: "the CloudEvents type of an event" },
    title: { value: "TITLE", about: "its name in sentence case; its words become the SDK names" },
    owner: { value: "TEAM", about: "who answers for it" },
  },
  examples: ["concordat new commerce/order/returned", "concordat new common/address --kind fragment"],
  async run({ flags, positionals: [path = ""] }, io) {
    const refused = checkContractId(path);
    if (refused !== undefined) throw refused;
    const { kind = "event", type, title, owner } = flags;
    if (kind !== "event" && type !== undefined)
      throw cliErrors.USAGE_FLAG_VALUE({
        verb: "new",
        flag: "--type",
        problem: `is for events, and this is a ${kind}`,
      });
    const project = openProject(flags, io);
    const { addEntry } = await import("@concordat/asyncapi/edit");
    const wish = { path, kind, type, title, owner };
    const { file, entry } = exclusively(project.root, () => makeContract(wish, project, addEntry));
    await io.stdout.write(`created ${file}\n`);
    if (entry !== undefined) await io.stdout.write(`changed ${entry.file}: ${entry.members.join(", ")}\n`);
    if (!flags.quiet) {
      if (kind === "event" && entry === undefined)
        await io.stderr.write(`note: there is no ${project.shown(project.config.asyncapi)} to enter it in\n`);
      await io.stderr.write(`next: say what it is in ${file}, then \`concordat lint ${path}\`\n`);
    }
    return exitCodes.fine;
  },
});
