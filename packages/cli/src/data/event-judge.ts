import { cloudEventErrors, type Violation, validateEvent } from "@concordat/cloudevents";
import type { Catalogue, ContractVersion } from "@concordat/contracts";
import { isArray, isObject, type Json, JsonError, type JsonObject, parseJson } from "@concordat/json";
import { createContractJudge, type ViewName } from "./contract-judge.ts";
import { dataschemaCheck, typesIn, versionNamedBy } from "./named-version.ts";
import type { JudgeData, Trouble } from "./trouble.ts";

/**
 * Judges structured CloudEvents, one or a batch: the envelope by the specification, the data by the contract that the event
 * names itself. `dataschema` names a version, and without it `type` names the latest version of its contract.
 *
 * Validators are made when first needed.
 */
export function createEventJudge(catalogue: Catalogue, view: ViewName): JudgeData {
  const judges = new Map<string, JudgeData>();
  const judgeOf = (version: ContractVersion): JudgeData => {
    const known = judges.get(version.id) ?? createContractJudge(version, catalogue, view);
    judges.set(version.id, known);
    return known;
  };
  const knownTypes = typesIn(catalogue);
  const checkDataschema = dataschemaCheck(catalogue);
  const judgeOne = (event: Json): readonly Trouble[] => {
    const { violations } = validateEvent(event, { nulls: "unset", knownTypes, checkDataschema });
    const envelope = violations.map(asTrouble);
    const version = isObject(event) ? contractOf(event, catalogue) : undefined;
    if (!isObject(event) || version === undefined || !isReadable(violations)) return envelope;
    return [
      ...envelope.filter(({ rule }) => rule !== "forbidden-key"),
      ...judgeData(event, version, judgeOf(version)),
    ];
  };
  return (value) =>
    isArray(value)
      ? value.flatMap((event, index) => judgeOne(event).map((each) => below(`/${index}`, each)))
      : judgeOne(value);
}

/** Names of members are judged together with the data, with or without an envelope. */
function asTrouble({ code, severity, message, hint, pointer }: Violation): Trouble {
  const rule = code === "DATA_KEY_FORBIDDEN" ? "forbidden-key" : "cloudevent";
  return { rule, code, severity, message, hint, pointer };
}

/** Where it is not certain which contract is meant, or what the data is, nothing can be said of the data. */
function isReadable(violations: readonly Violation[]): boolean {
  return !violations.some(
    ({ code, pointer }) =>
      code === "CE_DATASCHEMA" || (pointer.startsWith("/data") && code !== "DATA_KEY_FORBIDDEN"),
  );
}

function contractOf({ type, dataschema }: JsonObject, catalogue: Catalogue): ContractVersion | undefined {
  if (typeof type !== "string") return undefined;
  return typeof dataschema === "string"
    ? versionNamedBy(dataschema, catalogue)
    : catalogue.byType(type).at(-1);
}

function judgeData(event: JsonObject, { id }: ContractVersion, judge: JudgeData): readonly Trouble[] {
  const inText = event.data_base64;
  if (typeof inText !== "string")
    return event.data === undefined
      ? [{ ...absent, contract: id }]
      : judge(event.data).map((each) => below("/data", each));
  const data = decoded(inText);
  if ("code" in data) return [{ ...data, contract: id }];
  // What was decoded has no places in the text of the event; the whole of it is pointed at.
  return judge(data.value).map((each) => ({ ...below("/data_base64", each), pointer: "/data_base64" }));
}

/** Where the data should stand; the same code as for any member that is missing. */
const absent: Trouble = {
  rule: "required",
  code: "DATA_INVALID",
  message: "the event has no data, and its contract describes some",
  hint: "add the member data",
  pointer: "",
};

/** Contracts describe JSON, so bytes are read as that, whatever their content type says. */
function decoded(base64: string): { readonly value: Json } | Trouble {
  try {
    return { value: parseJson(Buffer.from(base64, "base64")) };
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    const { code, message, hint } = cloudEventErrors.CE_DATA_BASE64({
      trouble: `holds no JSON: ${error.message}`,
    });
    return { rule: "cloudevent", code, message, hint, pointer: "/data_base64" };
  }
}

/** The same, seen from further up. Messages name the place, or the value where it is the root. */
function below(prefix: string, found: Trouble): Trouble {
  const { pointer, message } = found;
  const named = pointer === "" ? "the value" : pointer;
  return { ...found, pointer: prefix + pointer, message: message.replace(named, () => prefix + pointer) };
}
