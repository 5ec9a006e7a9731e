import { type Attributes, type InstrumentAbout, noSpans, type Telemetry } from "@concordat/runtime";

/** Keeps what is measured in memory, until a Prometheus server comes to fetch it. */
export type PrometheusTelemetry = Telemetry & {
  /** A number that is looked up whenever somebody fetches, and costs nothing in between. */
  observe(name: string, about: InstrumentAbout & { readonly counts?: boolean }, read: () => Reading): void;
  /** All of it, in the text format 0.0.4. */
  text(): string;
};

/** One number, or several that attributes tell apart. */
export type Reading = number | readonly (readonly [value: number, attributes: Attributes])[];

/** What the answer with `text()` has for its content type. */
export const prometheusContentType = "text/plain; version=0.0.4; charset=utf-8";

/**
 * Names come as OpenTelemetry has them and are told as its specification translates them: `http.server.request.duration`
 * in seconds is `http_server_request_duration_seconds`. Nothing is traced.
 */
export function prometheus(): PrometheusTelemetry {
  const families = new Map<string, { readonly head: string; lines(): string }>();
  /** By kind and name: several buses may tell one server, and each asks for its instruments. */
  const instruments = new Map<string, unknown>();
  const add = <Kind>(family: string, kind: string, description: string, made: Kind, lines: () => string) => {
    if (families.has(family)) throw new Error(`${family} is measured already`);
    families.set(family, {
      head: `# HELP ${family} ${helpText(description)}\n# TYPE ${family} ${kind}\n`,
      lines,
    });
    return made;
  };
  const once = <Kind>(kind: string, name: string, make: () => Kind): Kind => {
    const known = instruments.get(`${kind} ${name}`);
    const instrument = known === undefined ? make() : (known as Kind);
    instruments.set(`${kind} ${name}`, instrument);
    return instrument;
  };
  return {
    startSpan: noSpans,
    activeTrace: () => undefined,
    counter: (name, about) =>
      once("counter", name, () => {
        const family = `${nameOf(name, about.unit)}_total`;
        const series = createSeries(() => ({ value: 0 }));
        return add(
          family,
          "counter",
          about.description,
          {
            add: (value, attributes) => {
              series.at(attributes).value += value;
            },
          },
          () => series.lines(({ value }, labels) => line(family, labels, value)),
        );
      }),
    gauge: (name, about) =>
      once("gauge", name, () => {
        const family = nameOf(name, about.unit);
        const series = createSeries(() => ({ value: 0 }));
        return add(
          family,
          "gauge",
          about.description,
          {
            set: (value, attributes) => {
              series.at(attributes).value = value;
            },
          },
          () => series.lines(({ value }, labels) => line(family, labels, value)),
        );
      }),
    histogram: (name, { buckets, ...about }) =>
      once("histogram", name, () => {
        const family = nameOf(name, about.unit);
        const series = createSeries(() => ({ counts: buckets.map(() => 0), count: 0, sum: 0 }));
        return add(
          family,
          "histogram",
          about.description,
          {
            record: (value, attributes) => {
              const found = series.at(attributes);
              const bucket = buckets.findIndex((bound) => value <= bound);
              if (bucket >= 0) found.counts[bucket] = (found.counts[bucket] ?? 0) + 1;
              found.count += 1;
              found.sum += value;
            },
          },
          () =>
            series.lines(({ counts, count, sum }, labels) => {
              let below = 0;
              const rows = buckets.map((bound, index) => {
                below += counts[index] ?? 0;
                return line(`${family}_bucket`, joined(labels, `le="${bound}"`), below);
              });
              return [
                ...rows,
                line(`${family}_bucket`, joined(labels, 'le="+Inf"'), count),
                line(`${family}_sum`, labels, sum),
                line(`${family}_count`, labels, count),
              ].join("");
            }),
        );
      }),
    observe: (name, { counts = false, ...about }, read) => {
      const family = `${nameOf(name, about.unit)}${counts ? "_total" : ""}`;
      const lines = () => {
        const reading = read();
        const all = typeof reading === "number" ? ([[reading, {}]] as const) : reading;
        return all.map(([value, attributes]) => line(family, labelsOf(attributes), value)).join("");
      };
      add(family, counts ? "counter" : "gauge", about.description, undefined, lines);
    },
    text: () => [...families.values()].map(({ head, lines }) => `${head}${lines()}`).join(""),
  };
}

/** One value for each set of attributes. Its key is their texts in their order, which is the same at each call. */
function createSeries<Value>(make: () => Value) {
  const series = new Map<string, { readonly labels: string; readonly value: Value }>();
  return {
    at(attributes: Attributes): Value {
      let key = "";
      for (const name in attributes) {
        const text = String(attributes[name]);
        // With its length, so that no text can read like the end of one and the beginning of the next.
        key += `${text.length} ${text}`;
      }
      const found = series.get(key);
      if (found !== undefined) return found.value;
      const value = make();
      series.set(key, { labels: labelsOf(attributes), value });
      return value;
    },
    lines: (print: (value: Value, labels: string) => string) =>
      [...series.values()].map(({ value, labels }) => print(value, labels)).join(""),
  };
}

const units: Readonly<Record<string, string>> = {
  s: "_seconds",
  ms: "_milliseconds",
  By: "_bytes",
  "1": "_ratio",
};

/** A unit in braces, `{request}`, is a note for people and no part of the name. */
function nameOf(name: string, unit: string): string {
  return `${named(name, /[^A-Za-z0-9_:]/g)}${units[unit] ?? ""}`;
}

function named(name: string, strange: RegExp): string {
  const told = name.replaceAll(strange, "_");
  return /^[0-9]/.test(told) ? `_${told}` : told;
}

/** What two attributes become that have one name is one label, as the specification has it: two are more than a reader takes. */
function labelsOf(attributes: Attributes): string {
  const labels = new Map<string, string>();
  for (const [attribute, value] of Object.entries(attributes)) {
    const name = labelName(attribute);
    const before = labels.get(name);
    labels.set(name, before === undefined ? String(value) : `${before};${value}`);
  }
  return [...labels].map(([name, value]) => `${name}="${labelText(value)}"`).join(",");
}

/** `le` is the bound of a bucket, and what begins with `__` belongs to Prometheus. */
function labelName(attribute: string): string {
  const name = named(attribute, /[^A-Za-z0-9_]/g);
  return name === "le" || name.startsWith("__") ? `key_${name}` : name;
}

function joined(labels: string, one: string): string {
  return labels === "" ? one : `${labels},${one}`;
}

function line(name: string, labels: string, value: number): string {
  return `${name}${labels === "" ? "" : `{${labels}}`} ${numberText(value)}\n`;
}

function numberText(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return "+Inf";
  return value === Number.NEGATIVE_INFINITY ? "-Inf" : String(value);
}

function labelText(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll('"', '\\"');
}

function helpText(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
}
