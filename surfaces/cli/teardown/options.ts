import { splitArguments } from '../argv.ts';
import { UsageError } from '../usage-error.ts';

export interface Options {
  readonly yes: boolean;
  readonly json: boolean;
  readonly export?: string;
  readonly endpoint?: string;
  readonly profile?: string;
}

const SWITCHES = ['yes', 'dry-run', 'json'];
const VALUES = ['export', 'endpoint', 'profile'];

/** @throws UsageError for an unknown flag, or for both --yes and --dry-run */
export function optionsOf(words: readonly string[]): Options {
  const given = new Map<string, string>();
  for (const { name, value } of splitArguments(words, (flag) => SWITCHES.includes(flag))) {
    if (![...SWITCHES, ...VALUES].includes(name))
      throw new UsageError(`--${name} is not a flag of teardown.`);
    given.set(name, value);
  }
  const on = (name: string) => given.get(name) === 'true';
  if (on('yes') && on('dry-run')) throw new UsageError('--yes and --dry-run contradict each other.');
  const text = (name: 'export' | 'endpoint' | 'profile') => {
    const value = given.get(name);
    return value === undefined ? {} : { [name]: value };
  };
  return { yes: on('yes'), json: on('json'), ...text('export'), ...text('endpoint'), ...text('profile') };
}
