import type { CommandWords } from './words.ts';

/** A script for fish. */
export function fishScript(commands: readonly CommandWords[]): string {
  const names = commands.flatMap(({ names: all, summary }) =>
    all.map((name) => `complete -c operate -n __fish_use_subcommand -a ${name} -d ${quoted(summary)}`),
  );
  const flags = commands.flatMap(({ names: [name = ''], flags: own }) =>
    own.map((flag) =>
      [
        `complete -c operate -n ${quoted(`__fish_seen_subcommand_from ${name}`)} -l ${flag.name}`,
        ...(flag.takes === 'nothing' ? [] : [flag.takes === 'file' ? '-rF' : '-x']),
        ...(flag.values.length > 0 ? [`-a ${quoted(flag.values.join(' '))}`] : []),
        ...(flag.help === '' ? [] : [`-d ${quoted(flag.help)}`]),
      ].join(' '),
    ),
  );
  return [
    '# fish completion for operate',
    'complete -c operate -f',
    ...names,
    "complete -c operate -n '__fish_seen_subcommand_from completion' -a 'bash zsh fish'",
    "complete -c operate -n '__fish_seen_subcommand_from profile' -a 'list set use remove'",
    ...flags,
    '',
  ].join('\n');
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
