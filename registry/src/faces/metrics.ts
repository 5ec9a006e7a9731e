import { prometheusContentType } from "@concordat/telemetry/prometheus";
import type { FastifyInstance } from "fastify";
import { declareRoute } from "../http/declare-route.ts";
import type { Metrics } from "../metrics/metrics.ts";

/** `GET /metrics`: what Prometheus fetches. It needs the role `read`, which Prometheus can have by `authorization`. */
export function metricsFace(server: FastifyInstance, { told }: Metrics): void {
  declareRoute(server, {
    method: "GET",
    url: "/metrics",
    role: "read",
    chapter: "operations",
    summary: "What is measured, for Prometheus",
    answers: { 200: { says: "The text format 0.0.4.", types: { "text/plain": {} } } },
    handler: ({ reply }) =>
      reply
        .header("content-type", prometheusContentType)
        .header("cache-control", "no-store")
        .send(told.text()),
  });
}
