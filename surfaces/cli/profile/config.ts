import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UsageError } from '../usage-error.ts';

/** Where to call, and as whom. It names where a secret is found and never holds one. */
export interface Profile {
  readonly endpoint?: string;
  /** Profile of the AWS configuration whose credentials sign. */
  readonly awsProfile?: string;
  /** Environment variable that holds a token or an API key. */
  readonly tokenVariable?: string;
  /** Who to be in a sandbox. */
  readonly sandboxUser?: string;
  /** Fields of inputs that nobody named, such as the environment. */
  readonly defaults?: Readonly<Record<string, string>>;
}

export interface Config {
  /** The profile that counts where neither a profile nor an endpoint is named. */
  readonly default?: string;
  readonly profiles: Readonly<Record<string, Profile>>;
}

type Env = Readonly<Record<string, string | undefined>>;

/** The file with the profiles: OPERATE_CONFIG, or `operate/config.json` among the user's settings. */
export function configPath(env: Env): string | undefined {
  const { OPERATE_CONFIG: named, XDG_CONFIG_HOME: settings, HOME: home } = env;
  if (named) return named;
  const folder = settings || (home && join(home, '.config'));
  return folder ? join(folder, 'operate', 'config.json') : undefined;
}

/**
 * The profiles of the user; none where there is no file.
 * @throws UsageError for a file that others may write (they could send a token to an endpoint of theirs), or that is
 *   not as it should be
 */
export function readConfig(env: Env): Config {
  const path = configPath(env);
  if (path === undefined || !existsSync(path)) return { profiles: {} };
  const { mode, uid } = statSync(path);
  if ((mode & 0o022) !== 0)
    throw new UsageError(`${path} may be written by others, who could redirect you: chmod 600 ${path}.`);
  const me = process.getuid?.();
  if (me !== undefined && me !== 0 && uid !== me)
    throw new UsageError(`${path} belongs to somebody else, who could redirect you.`);
  return checked(path, readFileSync(path, 'utf8'));
}

/** Puts the profiles in the user's file, readable by the user alone. @throws UsageError where there is no place */
export function writeConfig(env: Env, config: Config): string {
  const path = configPath(env);
  if (path === undefined)
    throw new UsageError('Neither HOME nor OPERATE_CONFIG says where profiles are kept.');
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const fresh = `${path}.${randomUUID()}`;
  writeFileSync(fresh, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  renameSync(fresh, path);
  return path;
}

const TEXTS = ['endpoint', 'awsProfile', 'tokenVariable', 'sandboxUser'];
/** Names by which somebody may try to keep a secret here. */
const SECRETIVE = /token|key|secret|password/i;

function checked(path: string, text: string): Config {
  const config = parsed(path, text);
  const refuse = (words: string): never => {
    throw new UsageError(`${path}: ${words}`);
  };
  const { default: chosen, profiles = {}, ...unknown } = config;
  for (const name of Object.keys(unknown)) refuse(`'${name}' is not known; allowed: default, profiles.`);
  if (!isObject(profiles)) return refuse('profiles is not an object.');
  if (chosen !== undefined && (typeof chosen !== 'string' || !Object.hasOwn(profiles, chosen)))
    refuse('default names no profile.');
  for (const [name, profile] of Object.entries(profiles)) {
    const wrong = isObject(profile) ? problemOf(profile) : 'is not an object';
    if (wrong !== undefined) refuse(`the profile '${name}' ${wrong}.`);
  }
  return config as unknown as Config;
}

function problemOf(profile: Readonly<Record<string, unknown>>): string | undefined {
  for (const [field, value] of Object.entries(profile)) {
    if (field === 'defaults') {
      if (!isObject(value) || !Object.values(value).every((one) => typeof one === 'string'))
        return 'has defaults that are not texts by field';
    } else if (!TEXTS.includes(field)) {
      const instead = SECRETIVE.test(field)
        ? 'secrets stay out of this file: keep it in an environment variable and name that in tokenVariable'
        : `allowed: ${[...TEXTS, 'defaults'].join(', ')}`;
      return `has a field '${field}'; ${instead}`;
    } else if (typeof value !== 'string') return `has a field '${field}' that is no text`;
  }
  return profile['awsProfile'] !== undefined && profile['tokenVariable'] !== undefined
    ? 'names both awsProfile and tokenVariable'
    : undefined;
}

function parsed(path: string, text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch {
    // Told below, like JSON that is no object.
  }
  throw new UsageError(`${path} does not hold a JSON object.`);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
