import type { Catalogue, ContractVersion } from "@concordat/contracts";
import { isArray, isObject, type Json, JsonError, type JsonObject, parseJson } from "@concordat/json";
import { type CliError, dataErrors } from "../errors.ts";
import { createContractJudge, type ViewName } from "./contract-judge.ts";
import type { JudgeData, Trouble } from "./trouble.ts";

/**
 * Judges structured CloudEvents, one or a batch, by the contracts that they name themselves: `dataschema` names a
 * version, and without it `type` names the latest version of its contract.
 *
 * Of the envelope only so much is asked as it takes to find the contract. Validators are made when first needed.
 */
export function createEventJudge(catalogue: Catalogue, view: ViewName): JudgeData {
  const judges = new Map<string, JudgeData>();
  const judgeOf = (version: ContractVersion): JudgeData => {
    const known = judges.get(version.id) ?? createContractJudge(version, catalogue, view);
    judges.set(version.id, known);
    return known;
  };
  const judgeOne = (event: Json): readonly Trouble[] => {
    if (!isObject(event)) return [trouble(dataErrors.CE_NOT_AN_EVENT({ found: describe(event) }), "")];
    const missing = required.filter((name) => !isText(event[name]));
    if (missing.length > 0) return [trouble(dataErrors.CE_MISSING_ATTR({ missing }), "")];
    const version = contractOf(event, catalogue);
    return "code" in version ? [version] : judgeEvent(event, version, judgeOf(version));
  };
  return (value) =>
    isArray(value)
      ? value.flatMap((event, index) => judgeOne(event).map((each) => below(`/${index}`, each)))
      : judgeOne(value);
}

const required = ["specversion", "id", "source", "type"] as const;

function contractOf(event: JsonObject, catalogue: Catalogue): ContractVersion | Trouble {
  const type = String(event.type);
  const latest = catalogue.byType(type).at(-1);
  if (latest === undefined) {
    const known = catalogue.versions.flatMap((version) => version.type ?? []);
    return trouble(dataErrors.CE_TYPE_UNKNOWN({ type, known }), "/type");
  }
  const uri = event.dataschema;
  if (!isText(uri)) return latest;
  const named = versionNamedBy(uri, catalogue);
  const refuse = (words: string) =>
    trouble(dataErrors.CE_DATASCHEMA({ uri, type, trouble: words }), "/dataschema");
  if (named === undefined) return refuse("names nothing in this catalogue");
  return named.type === type ? named : refuse(`is of the type ${named.type ?? named.contract}`);
}

/** The `$id`, or the address of the same document at a registry, with or without `.json`. */
function versionNamedBy(uri: string, catalogue: Catalogue): ContractVersion | undefined {
  const exact = catalogue.byUri(uri) ?? catalogue.byUri(`${uri}.json`);
  if (exact !== undefined || !URL.canParse(uri)) return exact;
  return catalogue.byId(new URL(uri).pathname.slice(1).replace(/\.json$/, ""));
}

function judgeEvent(event: JsonObject, { id }: ContractVersion, judge: JudgeData): readonly Trouble[] {
  const inText = event.data_base64;
  const [place, data] = inText === undefined ? ["/data", event.data] : ["/data_base64", decoded(inText)];
  if (data instanceof Error) return [{ ...trouble(data, place), contract: id }];
  if (data === undefined) return [{ ...absent, contract: id }];
  // What was decoded has no places in the text of the event; the whole of it is pointed at.
  const put = inText === undefined ? below : pointAt;
  return judge(data).map((each) => put(place, each));
}

/** Where the data should stand; the same code as for any member that is missing. */
const absent: Trouble = {
  rule: "required",
  code: "DATA_INVALID",
  message: "the event has no data, and its contract describes some",
  hint: "add the member data",
  pointer: "",
};

function decoded(text: Json): Json | CliError {
  const refuse = (words: string) => dataErrors.CE_DATA_BASE64({ trouble: words });
  if (
    typeof text !== "string" ||
    !/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)
  )
    return refuse("is no base64");
  try {
    return parseJson(Buffer.from(text, "base64"));
  } catch (error) {
    if (error instanceof JsonError) return refuse(`holds no JSON: ${error.message}`);
    throw error;
  }
}

function trouble(
  { code, message, hint }: Pick<CliError, "code" | "message" | "hint">,
  pointer: string,
): Trouble {
  return { rule: "cloudevent", code, message, hint, pointer };
}

/** The same, seen from further up. Messages name the place, or the value where it is the root. */
function below(prefix: string, found: Trouble): Trouble {
  const { pointer, message } = found;
  const named = pointer === "" ? "the value" : pointer;
  return { ...found, pointer: prefix + pointer, message: message.replace(named, () => prefix + pointer) };
}

function pointAt(place: string, found: Trouble): Trouble {
  return { ...below(place, found), pointer: place };
}

function isText(value: Json | undefined): value is string {
  return typeof value === "string" && value !== "";
}

function describe(value: Json): string {
  if (value === null) return "null";
  return isArray(value) ? "an array" : `a ${typeof value}`;
}
