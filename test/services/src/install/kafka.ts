import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Found, InstallKit, Launch } from "../kind.ts";
import { findPrograms, runProgram } from "../os/programs.ts";
import { waitUntil } from "../os/wait-until.ts";
import type { Ports } from "../ports.ts";

/** What the installation must know of the service that it installs. */
export type KafkaRecipe = {
  readonly version: string;
  configure(dataFolder: string, ports: Ports): string;
  isReady(ports: Ports): Promise<boolean>;
};

/** JDK 17 is the first that both runs Kafka 4 and dumps the archive as we ask for it. */
const oldestJava = 17;

/**
 * The jars, an empty data folder that is already formatted (each fresh start copies it and saves a JVM), and an archive of
 * loaded classes (which halves the start).
 */
export async function installKafka(kit: InstallKit, recipe: KafkaRecipe): Promise<void> {
  const java = await findJava();
  if (java === undefined)
    kit.unavailable(`there is no Java ${oldestJava} or newer`, `install a JDK, ${oldestJava} or newer`);
  const [maven] = findPrograms("mvn");
  if (maven === undefined)
    kit.unavailable("there is no mvn on the PATH to fetch its jars with", "install Maven");

  kit.say("fetching the jars with Maven");
  writeFileSync(join(kit.folder, "pom.xml"), pom(recipe.version));
  const goal = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies";
  const args = ["-q", "-B", goal, "-DincludeScope=runtime", "-DoutputDirectory=libs"];
  await kit.step("mvn copy-dependencies", maven, args, { cwd: kit.folder });

  kit.say("formatting an empty data folder");
  const ports = { main: await kit.lendPort(), controller: await kit.lendPort() };
  writeFileSync(join(kit.folder, "format.properties"), recipe.configure(kit.folder, ports));
  const format = kafkaLaunch({ at: kit.folder, runtime: java }, "kafka.tools.StorageTool", [
    ...["format", "--cluster-id", "AAAAAAAAQACAAAAAAAAAAQ", "--config", "format.properties"],
  ]);
  await kit.step("kafka-storage format", format.program, format.args, { cwd: kit.folder });

  kit.say("archiving its loaded classes for fast starts");
  await archiveClasses(kit, java, recipe, ports).catch((error: Error) =>
    kit.say(`no archive, so starts stay slow: ${error.message}`),
  );
}

/**
 * A Java command in the home. The class path is relative and explicit: the archive is only used when the class path reads as
 * it did when it was dumped, and the home is renamed in between.
 */
export function kafkaLaunch(
  { at, runtime = "java" }: Pick<Found, "at" | "runtime">,
  main: string,
  args: readonly string[],
  options: readonly string[] = [],
): Launch {
  const jars = readdirSync(join(at, "libs"))
    .sort()
    .map((jar) => `libs/${jar}`);
  const archived = existsSync(join(at, archive)) ? [`-XX:SharedArchiveFile=${archive}`, "-Xshare:auto"] : [];
  return {
    program: runtime,
    args: [...virtualMachine, ...archived, ...options, "-cp", jars.join(":"), main, ...args],
    cwd: at,
  };
}

export async function findJava(): Promise<string | undefined> {
  const home = process.env.JAVA_HOME;
  const candidates = [...(home === undefined ? [] : [join(home, "bin", "java")]), ...findPrograms("java")];
  for (const java of candidates) {
    const { ok, output } = await runProgram(java, ["-version"]);
    if (ok && Number(/version "(\d+)/.exec(output)?.[1] ?? 0) >= oldestJava) return java;
  }
  return undefined;
}

/** The formatted, empty data folder inside the home. */
export function copyFormatted(home: string, dataFolder: string): void {
  cpSync(join(home, "log"), join(dataFolder, "log"), { recursive: true });
}

const archive = "kafka.jsa";

const virtualMachine: readonly string[] = [
  ...["-Xms256m", "-Xmx512m", "-Xss512k", "-XX:+UseSerialGC"],
  ...["-Djava.awt.headless=true", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"],
];

/** Starts a broker once, lets it come up, and has the virtual machine write down what it loaded. */
async function archiveClasses(
  kit: InstallKit,
  java: string,
  recipe: KafkaRecipe,
  ports: Ports,
): Promise<void> {
  const trial = join(kit.folder, "trial");
  mkdirSync(trial);
  copyFormatted(kit.folder, trial);
  const properties = join(trial, "server.properties");
  writeFileSync(properties, recipe.configure(trial, ports));
  const launch = kafkaLaunch(
    { at: kit.folder, runtime: java },
    "kafka.Kafka",
    [properties],
    [`-XX:ArchiveClassesAtExit=${archive}`],
  );
  const broker = kit.background(launch);
  const settled = async () => broker.hasEnded() || (await recipe.isReady(ports));
  await waitUntil(settled, { within: 90_000, every: 100 });
  await broker.end();
  rmSync(trial, { recursive: true, force: true });
  if (!existsSync(join(kit.folder, archive))) throw new Error("the trial run left none");
}

/** A project of nothing but dependencies; slf4j-simple because a broker that logs nothing cannot be understood. */
function pom(version: string): string {
  const dependencies = [
    ["org.apache.kafka", "kafka_2.13", version],
    ["org.slf4j", "slf4j-simple", "1.7.36"],
  ].map(
    ([group, artifact, wanted]) =>
      `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${wanted}</version></dependency>`,
  );
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>local</groupId><artifactId>kafka</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>${dependencies.join("")}</dependencies>
</project>
`;
}
