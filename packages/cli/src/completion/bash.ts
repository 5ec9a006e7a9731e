import type { Verb } from "../verb.ts";

/** A bash completion script: verbs, their flags, the choices of a flag, contract names from `concordat list`. */
export function bashCompletion(verbs: readonly Verb[]): string {
  return `# bash completion for concordat: eval "$(concordat completion bash)"
_concordat() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" verb="\${COMP_WORDS[1]}"
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${[...verbs.map(({ name }) => name), "help"].join(" ")}" -- "$word"))
    return
  fi
  case "$verb $before" in
${verbs.flatMap(choiceCases).join("\n")}
  esac
  case "$verb" in
${verbs.map(flagCase).join("\n")}
  esac
  COMPREPLY+=($(compgen -f -- "$word"))
}
complete -o filenames -F _concordat concordat
`;
}

function choiceCases({ name, flags }: Verb): readonly string[] {
  return Object.entries(flags)
    .filter(([, { choices }]) => choices)
    .map(
      ([flag, { choices = [] }]) =>
        `    "${name} --${flag}") COMPREPLY=($(compgen -W "${choices.join(" ")}" -- "$word")); return ;;`,
    );
}

function flagCase({ name, flags, positionals }: Verb): string {
  const words = Object.keys(flags)
    .map((flag) => `--${flag}`)
    .join(" ");
  const contracts = positionals.some(({ name: argument }) => argument === "CONTRACT")
    ? `; [ "\${word#-}" = "$word" ] && COMPREPLY+=($(compgen -W "$(concordat list --names 2>/dev/null)" -- "$word"))`
    : "";
  return `    ${name}) COMPREPLY=($(compgen -W "${words}" -- "$word"))${contracts} ;;`;
}
