import type { CommandWords } from './words.ts';

/** A script for zsh, to be found as `_operate` on the path of functions, or to be read by `source`. */
export function zshScript(commands: readonly CommandWords[]): string {
  const names = commands.flatMap(({ names: all, summary }) =>
    all.map((name) => quoted(`${escaped(name)}:${summary}`)),
  );
  const cases = commands.map(({ names: [name = ''], flags }) => {
    const told = flags.map((flag) => quoted(`--${escaped(flag.name)}:${flag.help}`));
    const values = flags
      .filter(({ values: some }) => some.length > 0)
      .map((flag) => `        --${flag.name}) compadd -- ${flag.values.map(quoted).join(' ')}; return ;;`);
    const files = flags
      .filter(({ takes }) => takes === 'file')
      .map((flag) => `        --${flag.name}) _files; return ;;`);
    const both = [...values, ...files];
    return [
      `    ${name})`,
      ...(both.length > 0 ? ['      case $words[CURRENT-1] in', ...both, '      esac'] : []),
      `      choices=(${told.join(' ')})`,
      '      ;;',
    ].join('\n');
  });
  return `#compdef operate
_operate() {
  local -a choices
  if (( CURRENT == 2 )); then
    choices=(${names.join(' ')})
    _describe -t commands command choices
    return
  fi
  case $words[2] in
    completion) compadd -- bash zsh fish; return ;;
    profile) compadd -- list set use remove; return ;;
${cases.filter((text) => !/^ {4}(completion|profile)\)/.test(text)).join('\n')}
  esac
  _describe -t flags flag choices
}
if [ "$funcstack[1]" = "_operate" ]; then
  _operate
else
  compdef _operate operate
fi
`;
}

/** A colon would end the word that is described. */
function escaped(word: string): string {
  return word.replaceAll(':', '\\:');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
