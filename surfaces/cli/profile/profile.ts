import { splitArguments } from '../argv.ts';
import { EXIT } from '../exit.ts';
import { render } from '../output.ts';
import { classify } from '../target.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { type Config, configPath, type Profile, readConfig, writeConfig } from './config.ts';

/** What the profile may be called; also a word of a command line. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * Lists, keeps and forgets the user's profiles.
 * @returns the exit code
 * @throws UsageError for words that mean nothing
 */
export async function profile(
  [deed = 'list', ...words]: readonly string[],
  terminal: Terminal,
): Promise<number> {
  switch (deed) {
    case 'list':
      return list(words, terminal);
    case 'set':
      return set(words, terminal);
    case 'use':
      return use(words, terminal);
    case 'remove':
      return remove(words, terminal);
    default:
      throw new UsageError(`'${deed}' is none of list, set, use and remove.`);
  }
}

function list(words: readonly string[], terminal: Terminal): number {
  const given = splitArguments(words, (name) => name === 'json');
  const unknown = given.find(({ name }) => name !== 'json');
  if (unknown) throw new UsageError(`--${unknown.name} is not a flag of this command.`);
  const config = readConfig(terminal.env);
  const profiles = Object.entries(config.profiles).map(([name, one]) => ({
    name,
    ...told(one, config, name),
  }));
  const text =
    given.length > 0 ? JSON.stringify({ profiles }, null, 2) : render({ profiles }, terminal.columns);
  terminal.write(`${text}\n`);
  return EXIT.done;
}

function told(one: Profile, config: Config, name: string) {
  const { endpoint = 'the sandbox', awsProfile, tokenVariable, sandboxUser, defaults = {} } = one;
  const by =
    (awsProfile && `AWS profile ${awsProfile}`) ??
    (tokenVariable && `token in ${tokenVariable}`) ??
    (sandboxUser && `sandbox user ${sandboxUser}`) ??
    'the environment';
  const fields = Object.entries(defaults).map(([field, value]) => `${field} ${value}`);
  return { endpoint, credentials: by, defaults: fields.join(', ') || '-', default: config.default === name };
}

function set([name = '', ...words]: readonly string[], terminal: Terminal): number {
  if (!NAME.test(name)) throw new UsageError(`'${name}' cannot be the name of a profile.`);
  const config = readConfig(terminal.env);
  let kept: Profile = config.profiles[name] ?? {};
  let chosen = false;
  for (const { name: flag, value } of splitArguments(words, (word) => word === 'default')) {
    if (flag === 'default') chosen = value === 'true';
    else kept = { ...kept, ...change(flag, value, kept) };
  }
  const profiles = { ...config.profiles, [name]: kept };
  const path = writeConfig(terminal.env, { ...config, ...(chosen && { default: name }), profiles });
  terminal.write(`The profile ${name} is in ${path}.\n`);
  return EXIT.done;
}

function change(flag: string, value: string, { defaults = {}, awsProfile, tokenVariable }: Profile): Profile {
  const [group, field = ''] = flag.split('.');
  if (flag === 'endpoint') return { endpoint: classify(value).url };
  if (flag === 'sandbox-user') return { sandboxUser: value };
  if (flag === 'environment') return { defaults: { ...defaults, environment: value } };
  if (group === 'defaults' && field !== '') return { defaults: { ...defaults, [field]: value } };
  if (flag === 'aws-profile' && tokenVariable === undefined) return { awsProfile: value };
  if (flag === 'token-variable' && awsProfile === undefined) {
    if (VARIABLE.test(value)) return { tokenVariable: value };
    throw new UsageError('--token-variable takes the name of an environment variable, not a secret.');
  }
  if (flag === 'aws-profile' || flag === 'token-variable')
    throw new UsageError('A profile has either --aws-profile or --token-variable: remove it first.');
  throw new UsageError(`--${flag} is not a flag of this command.`);
}

function use([name = '']: readonly string[], terminal: Terminal): number {
  const config = readConfig(terminal.env);
  known(config, name, terminal);
  writeConfig(terminal.env, { ...config, default: name });
  terminal.write(`Calls are made by the profile ${name} where nothing else is said.\n`);
  return EXIT.done;
}

function remove([name = '']: readonly string[], terminal: Terminal): number {
  const config = readConfig(terminal.env);
  known(config, name, terminal);
  const { [name]: _gone, ...profiles } = config.profiles;
  const { default: chosen, ...rest } = config;
  writeConfig(terminal.env, { ...rest, ...(chosen && chosen !== name && { default: chosen }), profiles });
  terminal.write(`The profile ${name} is gone.\n`);
  return EXIT.done;
}

function known({ profiles }: Config, name: string, { env }: Terminal): void {
  if (Object.hasOwn(profiles, name)) return;
  throw new UsageError(`There is no profile '${name}' in ${configPath(env) ?? 'any file'}.`);
}
