import { spawn } from "node:child_process";
import { pbkdf2Sync, randomBytes } from "node:crypto";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createAuthority, freePort } from "@concordat/test-services";
import { alterUserScramCredentialsV0, Connection } from "@platformatic/kafka";
import { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } from "kafkajs";
import type { Launch } from "./launch.ts";
import { plainClient } from "./plain-client.ts";
import { openRelay } from "./relay.ts";

/** As the protocol counts them. */
const numberOf = { "SCRAM-SHA-256": 1, "SCRAM-SHA-512": 2 } as const;

/** What may be granted, by the names that Kafka has for it. */
export type Right = {
  readonly on: "TOPIC" | "GROUP" | "CLUSTER";
  readonly name: string;
  readonly may: "READ" | "WRITE" | "CREATE" | "DESCRIBE" | "DESCRIBE_CONFIGS";
};

export type SecuredBroker = Awaited<ReturnType<typeof startSecuredBroker>>;

/** How long a login at the listener `brief` is good for: clients have to prove again who they are before that. */
export const loginLastsMs = 1_500;

/**
 * A broker that lets nobody in who does not prove who he is, and lets nobody do what he was not granted.
 *
 * One process with a listener for each way: passwords over TLS (`PLAIN`, `SCRAM-SHA-256`, `SCRAM-SHA-512`), client certificates, and one without either for
 * whoever sets up a test. `plain` are the users of `PLAIN`, who stand in its configuration.
 */
export async function startSecuredBroker(launch: Launch, plain: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), "concordat-kafka-"));
  const put = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const authority = createAuthority();
  const client = authority.issue("client");
  const files = {
    ca: put("ca.pem", authority.certificate),
    cert: put("client.pem", client.certificate),
    key: put("client-key.pem", client.key),
  };
  const server = authority.issue("kafka", ["localhost"]);
  const keystore = put("server.pem", `${server.key}${server.certificate}`);
  const [controller, open] = [await freePort(), await freePort()];
  const [password, certificate, brief] = [await freePort(), await freePort(), await freePort()];
  const [toPassword, toBrief] = [await openRelay(password), await openRelay(brief)];
  const users = Object.entries(plain).map(([name, secret]) => `user_${name}="${secret}"`);
  const settings = {
    "process.roles": "broker,controller",
    "node.id": 1,
    "controller.quorum.voters": `1@127.0.0.1:${controller}`,
    "controller.listener.names": "CONTROLLER",
    "inter.broker.listener.name": "OPEN",
    listeners: `CONTROLLER://127.0.0.1:${controller},OPEN://127.0.0.1:${open},PASSWORD://127.0.0.1:${password},CERTIFICATE://127.0.0.1:${certificate},BRIEF://127.0.0.1:${brief}`,
    "advertised.listeners": `OPEN://127.0.0.1:${open},PASSWORD://localhost:${toPassword.port},CERTIFICATE://localhost:${certificate},BRIEF://localhost:${toBrief.port}`,
    "listener.security.protocol.map":
      "CONTROLLER:PLAINTEXT,OPEN:PLAINTEXT,PASSWORD:SASL_SSL,CERTIFICATE:SSL,BRIEF:SASL_SSL",
    "ssl.keystore.type": "PEM",
    "ssl.keystore.location": keystore,
    "ssl.truststore.type": "PEM",
    "ssl.truststore.location": files.ca,
    "listener.name.certificate.ssl.client.auth": "required",
    "listener.name.password.sasl.enabled.mechanisms": "PLAIN,SCRAM-SHA-256,SCRAM-SHA-512",
    "listener.name.password.plain.sasl.jaas.config": `org.apache.kafka.common.security.plain.PlainLoginModule required ${users.join(" ")};`,
    "listener.name.password.scram-sha-256.sasl.jaas.config":
      "org.apache.kafka.common.security.scram.ScramLoginModule required;",
    "listener.name.password.scram-sha-512.sasl.jaas.config":
      "org.apache.kafka.common.security.scram.ScramLoginModule required;",
    "listener.name.brief.sasl.enabled.mechanisms": "SCRAM-SHA-512",
    "listener.name.brief.scram-sha-512.sasl.jaas.config":
      "org.apache.kafka.common.security.scram.ScramLoginModule required;",
    "listener.name.brief.scram-sha-512.connections.max.reauth.ms": loginLastsMs,
    "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
    "super.users": "User:ANONYMOUS;User:CN=client;User:orders",
    "log.dirs": join(folder, "log"),
    "num.partitions": 1,
    "offsets.topic.num.partitions": 1,
    "offsets.topic.replication.factor": 1,
    "transaction.state.log.replication.factor": 1,
    "transaction.state.log.min.isr": 1,
    "group.initial.rebalance.delay.ms": 0,
    "group.min.session.timeout.ms": 1_000,
    "auto.create.topics.enable": false,
    "log.cleaner.dedupe.buffer.size": 8_388_608,
  };
  cpSync(join(launch.cwd, "log"), join(folder, "log"), { recursive: true });
  const properties = put(
    "server.properties",
    Object.entries(settings)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(""),
  );
  const child = spawn(launch.program, [...launch.args, properties], { cwd: launch.cwd, stdio: "ignore" });
  const ended = once(child, "exit");
  // A test that breaks before it can tell whom to stop leaves nobody behind.
  const end = () => void child.kill("SIGKILL");
  process.once("exit", end);
  const asOperator = await operator(`127.0.0.1:${open}`, {
    hasEnded: () => child.exitCode !== null,
    canLogIn: (sasl) => canLogIn(password, authority.certificate, sasl),
  });
  return {
    files,
    /** For passwords over TLS. */
    password: `localhost:${toPassword.port}`,
    /** For client certificates. */
    certificate: `localhost:${certificate}`,
    /** For passwords that are good for a short time. */
    brief: `localhost:${toBrief.port}`,
    /** For whoever sets up a test: no TLS, no password, all rights. */
    open: `127.0.0.1:${open}`,
    /** Ends the connections of those who came with a password. */
    cut: toPassword.cut,
    /** How many connections there were to `brief`. */
    get briefConnections() {
      return toBrief.accepted;
    },
    ...asOperator,
    async stop() {
      await asOperator.leave();
      process.off("exit", end);
      toPassword.close();
      toBrief.close();
      child.kill("SIGKILL");
      await ended;
      rmSync(folder, { recursive: true, maxRetries: 10 });
    },
  };
}

type Login = {
  readonly mechanism: "SCRAM-SHA-256" | "SCRAM-SHA-512";
  readonly username: string;
  readonly password: string;
};

/** Users and rights, by who may do everything. What is done holds when it resolves. */
async function operator(
  at: string,
  { hasEnded, canLogIn }: { hasEnded(): boolean; canLogIn(sasl: Login): Promise<boolean> },
) {
  const [host = "", port] = at.split(":");
  const connection = await connected(host, Number(port), hasEnded);
  const admin = plainClient([at]).admin();
  await admin.connect();
  const alter = alterUserScramCredentialsV0.api.async;
  const aclOf = (user: string, { on, name, may }: Right) => ({
    principal: `User:${user}`,
    host: "*",
    resourceType: AclResourceTypes[on],
    resourceName: name,
    resourcePatternType: ResourcePatternTypes.LITERAL,
    operation: AclOperationTypes[may],
    permissionType: AclPermissionTypes.ALLOW,
  });
  const holds = async (user: string, right: Right) =>
    (await admin.describeAcls(aclOf(user, right))).resources.length > 0;
  return {
    async addUser({ username: name, password, mechanism }: Login): Promise<void> {
      const [iterations, salt] = [4_096, randomBytes(16)];
      const [hash, length] =
        mechanism === "SCRAM-SHA-256" ? (["sha256", 32] as const) : (["sha512", 64] as const);
      const saltedPassword = pbkdf2Sync(password, salt, iterations, length, hash);
      const user = { name, mechanism: numberOf[mechanism], iterations, salt, saltedPassword };
      await alter(connection, [], [user]);
      while (!(await canLogIn({ username: name, password, mechanism }))) await sleep(20);
    },
    async removeUser(login: Login): Promise<void> {
      await alter(connection, [{ name: login.username, mechanism: numberOf[login.mechanism] }], []);
      while (await canLogIn(login)) await sleep(20);
    },
    async grant(user: string, ...rights: Right[]): Promise<void> {
      await admin.createAcls({ acl: rights.map((right) => aclOf(user, right)) });
      for (const right of rights) while (!(await holds(user, right))) await sleep(20);
    },
    async revoke(user: string, right: Right): Promise<void> {
      await admin.deleteAcls({ filters: [aclOf(user, right)] });
      while (await holds(user, right)) await sleep(20);
    },
    async leave(): Promise<void> {
      await Promise.all([admin.disconnect(), connection.close()]);
    },
  };
}

async function canLogIn(port: number, ca: string, sasl: Login): Promise<boolean> {
  const connection = new Connection("operator", { sasl, tls: { ca, servername: "localhost" } });
  connection.on("error", () => undefined);
  try {
    await connection.connect("127.0.0.1", port);
    return true;
  } catch {
    return false;
  } finally {
    await connection.close();
  }
}

async function connected(host: string, port: number, hasEnded: () => boolean): Promise<Connection> {
  for (let tries = 0; tries < 600 && !hasEnded(); tries += 1) {
    const connection = new Connection("operator", { connectTimeout: 2_000, requestTimeout: 20_000 });
    connection.on("error", () => undefined);
    try {
      await connection.connect(host, port);
      return connection;
    } catch {
      await sleep(100);
    }
  }
  throw new Error(`a broker did not begin to serve at ${host}:${port}`);
}
