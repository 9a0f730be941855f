import type { CommandWords } from './words.ts';

/** A script for bash 3.2 and later. */
export function bashScript(commands: readonly CommandWords[]): string {
  const values = commands.flatMap(({ names: [name = ''], flags }) =>
    flags
      .filter(({ takes }) => takes !== 'nothing')
      .map((flag) => {
        const words = flag.takes === 'file' ? 'COMPREPLY=($(compgen -f -- "$cur"))' : offered(flag.values);
        return `    '${name} --${flag.name}') ${words}; return ;;`;
      }),
  );
  const flags = commands.map(
    ({ names: [name = ''], flags: own }) =>
      `    '${name}') ${offered(own.map((flag) => `--${flag.name}`))} ;;`,
  );
  return `# bash completion for operate
_operate() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" command="\${COMP_WORDS[1]}"
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    ${offered(['help', ...commands.flatMap(({ names }) => names)])}
    return
  fi
  case "$command $prev" in
    'completion completion') ${offered(['bash', 'zsh', 'fish'])}; return ;;
    'profile profile') ${offered(['list', 'set', 'use', 'remove'])}; return ;;
${values.join('\n')}
  esac
  case "$command" in
${flags.join('\n')}
  esac
}
complete -o default -F _operate operate
`;
}

function offered(words: readonly string[]): string {
  // Values come from schemas: words without blanks or quotes, or they could not be said either.
  const plain = words.filter((word) => /^[\w.:@/%+-]+$/.test(word));
  return `COMPREPLY=($(compgen -W '${plain.join(' ')}' -- "$cur"))`;
}
