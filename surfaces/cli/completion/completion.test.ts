import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../../functions/catalog.ts';
import { kebab } from '../../../functions/operation.ts';
import { LOCAL_COMMANDS } from '../local-commands.ts';
import { completion } from './completion.ts';

function scriptFor(shell: string): string {
  const out: string[] = [];
  completion([shell], { catalog, local: LOCAL_COMMANDS, terminal: { write: (text) => void out.push(text) } });
  return out.join('');
}

const has = (shell: string) => spawnSync(shell, ['-c', 'true']).status === 0;

/** What bash offers behind the words, the last of which is not finished. */
function offered(...words: readonly string[]): string[] {
  const given = ['operate', ...words].map((word) => `'${word}'`).join(' ');
  const script = `${scriptFor('bash')}\nCOMP_WORDS=(${given}); COMP_CWORD=${words.length}; _operate; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr, status } = spawnSync('bash', ['--norc', '-s'], { input: script, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.split('\n').filter(Boolean);
}

describe.runIf(has('bash'))('completion in bash', () => {
  it('knows every command, short forms among them', () => {
    const shown = catalog.filter(({ surfaces }) => surfaces.includes('cli' as never));
    const all = offered('');
    expect(all).toEqual(expect.arrayContaining(shown.map(({ name }) => kebab(name))));
    expect(offered('depl')).toEqual(['deploy-application', 'deploy']);
    expect(offered('prof')).toEqual(['profile']);
  });

  it('knows flags, values and files', () => {
    expect(offered('deploy', '--auto')).toEqual(['--auto-rollback']);
    expect(offered('deploy-application', '--auto')).toEqual([]);
    expect(offered('deploy', '--strategy', '')).toEqual(['blue-green', 'canary', 'rolling']);
    expect(offered('deploy', '--version', 'x')).toEqual([]);
    expect(offered('deploy', '--input', 'package.j')).toEqual(['package.json']);
    expect(offered('completion', '')).toEqual(['bash', 'zsh', 'fish']);
    expect(offered('list-services', '--watch')).toEqual(['--watch']);
  });
});

describe('the scripts', () => {
  it.each(['bash', 'zsh', 'fish'])('name every operation (%s)', (shell) => {
    const script = scriptFor(shell);
    for (const { name, surfaces } of catalog)
      if (surfaces.includes('cli' as never)) expect(script).toContain(kebab(name));
  });

  it.each(['zsh', 'fish'].filter(has))('are ones that %s can read', (shell) => {
    const { status, stderr } = spawnSync(shell, ['-n'], { input: scriptFor(shell), encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it.each(['', 'powershell', 'bash --more'])('are for no other shell: %s', (words) => {
    expect(() =>
      completion(words.split(' '), { catalog, local: LOCAL_COMMANDS, terminal: { write: () => {} } }),
    ).toThrow('Which shell?');
  });
});
