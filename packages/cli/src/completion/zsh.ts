import type { FlagSpec, Verb } from "../verb.ts";

/** A zsh completion script; the same knowledge as bash's, with the descriptions that zsh can show. */
export function zshCompletion(verbs: readonly Verb[]): string {
  return `#compdef concordat
# zsh completion for concordat: concordat completion zsh > a folder of your $fpath, as _concordat
_concordat() {
  local -a verbs
  verbs=(${verbs.map(({ name, summary }) => quote(`${name}:${summary}`)).join(" ")} 'help:say more about one command')
  if (( CURRENT == 2 )); then _describe command verbs; return; fi
  case "$words[2]" in
${verbs.map(verbCase).join("\n")}
  esac
}
_concordat "$@"
`;
}

function verbCase({ name, flags, positionals }: Verb): string {
  const specs = Object.entries(flags).map(([flag, spec]) => quote(flagSpec(flag, spec)));
  const contracts = positionals.some(({ name: argument }) => argument === "CONTRACT");
  const rest = contracts ? "'*:contract:($(concordat list --names 2>/dev/null))'" : "'*:file:_files'";
  return `    ${name}) shift words; (( CURRENT-- )); _arguments ${[...specs, rest].join(" ")} ;;`;
}

function flagSpec(flag: string, { value, about, choices }: FlagSpec): string {
  const help = `--${flag}[${about.replace(/[[\]]/g, "")}]`;
  if (!value) return help;
  return `${help}:${value}:${choices ? `(${choices.join(" ")})` : "_files"}`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
