import { runGit } from "./run-git.ts";

/** `Ada Lovelace <ada@example.com>` as git's settings have it; `undefined` where they name nobody, or git is not there. */
export function gitAuthor(folder: string): string | undefined {
  const [name, email] = [setting(folder, "user.name"), setting(folder, "user.email")];
  if (name !== undefined && email !== undefined) return `${name} <${email}>`;
  return name ?? email;
}

function setting(folder: string, key: string): string | undefined {
  try {
    const found = runGit(folder, ["config", "--get", key]);
    return "out" in found ? found.out.toString().trim() || undefined : undefined;
  } catch {
    return undefined;
  }
}
