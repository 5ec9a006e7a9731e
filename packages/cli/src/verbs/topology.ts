import { readModelAnew } from "@concordat/asyncapi";
import type { Catalogue, CatalogueModel } from "@concordat/contracts";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import { printFindings } from "../findings/print-findings.ts";
import { readAsyncapiUnjudged } from "../lint/read-asyncapi.ts";
import { seenFromHere } from "../lint/seen-from-here.ts";
import { painter } from "../paint.ts";
import { openProject, type Project } from "../project/open-project.ts";
import { refuse } from "../project/placed-error.ts";
import { readProject } from "../project/read-project.ts";
import { readTopology } from "../topology/read-topology.ts";
import { topologyText } from "../topology/topology-text.ts";
import { defineVerb } from "../verb.ts";

export const topology = defineVerb({
  name: "topology",
  summary: "tell what each broker has to have: streams, topics, a bus, groups",
  about: `It stands in the servers, bindings and x- fields of the AsyncAPI document; nothing is asked of a broker. As JSON, the
settings of each broker are those of the transport that reaches it. What contradicts itself, or no transport can do, is
an error, and the broker is left out of the rest.`,
  positionals: [],
  flags: {
    format: { value: "FORMAT", about: "tables or data (default text)", choices: ["text", "json"] },
  },
  examples: [
    "concordat topology",
    "concordat topology --format json | jq '.brokers[] | select(.server == \"nats\").settings'",
  ],
  async run({ flags }, io): Promise<ExitCode> {
    const project = openProject(flags, io);
    const { catalogue } = readProject(project);
    const model = await modelOf(project, catalogue);
    const { findings, ...told } = readTopology(model, project, catalogue);
    const seen = findings.map((finding) => seenFromHere(finding, project));
    if (flags.format === "json")
      await io.stdout.write(`${JSON.stringify({ ...told, findings: seen }, null, 2)}\n`);
    else {
      await io.stdout.write(topologyText(told, model, painter(io.stdout, io.env)));
      await printFindings(seen, { checked: model.servers.length }, { ...io, stdout: io.stderr });
    }
    const isSilent = told.brokers.length + told.groups.length + seen.length === 0;
    if (isSilent && !flags.quiet)
      await io.stderr.write(`${project.shown(project.config.asyncapi)} says nothing of brokers\n`);
    return seen.length > 0 ? exitCodes.findings : exitCodes.fine;
  },
});

/** Read as quickly as it goes; what cannot be read so is explained by the thorough reading. */
async function modelOf(project: Project, catalogue: Catalogue): Promise<CatalogueModel> {
  const { model } = readAsyncapiUnjudged(project, catalogue);
  if (model !== undefined) return model;
  const { root, config, shown } = project;
  const anew = await readModelAnew({ root, ...config });
  return anew.model ?? refuse(anew.findings, shown);
}
