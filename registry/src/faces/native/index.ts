import type { FastifyInstance } from "fastify";
import type { World } from "../../world.ts";
import { archiveFace } from "./archive.ts";
import { auditFace } from "./audit.ts";
import { compatibilityFace } from "./compatibility.ts";
import { contractsFace } from "./contracts.ts";
import { diffFace } from "./diff.ts";
import { createEngine } from "./engine.ts";
import { lifecycleFace } from "./lifecycle.ts";
import { operationsFace } from "./operations.ts";
import { policyFace } from "./policy.ts";
import { referencePagesFace } from "./reference-pages.ts";
import { registerFace } from "./register.ts";
import { samplesFace } from "./samples.ts";
import { subjectsFace } from "./subjects.ts";
import { versionsFace } from "./versions.ts";

/** The registry's own API, one resource a file. Documents at their `$id` path come last of all, see `documents.ts`. */
export function nativeFace(server: FastifyInstance, world: World): void {
  const engine = createEngine(world.sandbox);
  contractsFace(server, world);
  subjectsFace(server, world);
  versionsFace(server, world);
  registerFace(server, world);
  lifecycleFace(server, world);
  policyFace(server, world);
  compatibilityFace(server, world);
  diffFace(server, world, engine);
  samplesFace(server, world, engine);
  operationsFace(server, world);
  auditFace(server, world);
  archiveFace(server, world);
  referencePagesFace(server);
}
