import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What `npm start` is told on its command line. */
export interface StartOptions {
  readonly name: string;
  /** Directory of everything that survives the process. */
  readonly state: string;
  /** Whether `operate` finds it without being told: alone in the working directory, with the usual name. */
  readonly foundByDefault: boolean;
  /** Sandbox seconds per real second. */
  readonly speed: number;
  /** Requests to the sample service in a real second. */
  readonly rate: number;
  /** Of the load balancer; 0 takes a free one. */
  readonly port: number;
  readonly apiPort: number;
  /** Folder with runbooks of the user's own; only ours when missing. */
  readonly runbooks?: string;
  /** YAML file of what is called by itself; nothing when missing. */
  readonly schedules?: string;
}

export const USAGE = `Usage: npm start -- [--name NAME] [--speed 30] [--rate 200] [--port 8080] [--api-port 8787] [--state DIR] [--runbooks DIR] [--schedules FILE]

  --name      name of the sandbox; several run side by side (default: default)
  --speed     sandbox seconds per real second, for waits, metrics and health checks (default: 30)
  --rate      requests per real second to the sample service (default: 200)
  --port      port of the load balancer, chosen at the first start of a name (default: 8080)
  --api-port  port of the API (default: 8787)
  --state     directory of what survives the process (default: .sandbox/NAME)
  --runbooks  folder with runbooks of your own; one of the same name takes the place of ours
  --schedules YAML file of what is called by itself, and when`;

/** The command line is wrong; the message says how. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage';
}

/**
 * Reads the command line.
 * @param directory the working directory, below which state is kept by default
 * @returns undefined when help is asked for
 * @throws WrongUsage
 */
export function startOptions(words: readonly string[], directory: string): StartOptions | undefined {
  const values = flags(words);
  if (values.help) return undefined;
  const name = values.name ?? 'default';
  if (!/^[a-z0-9][a-z0-9-]{0,40}$/.test(name))
    throw new WrongUsage('--name takes lower-case letters, digits and dashes, 41 at most.');
  return {
    name,
    state: values.state ?? join(directory, '.sandbox', name),
    foundByDefault: values.state === undefined && name === 'default',
    speed: numberOf('speed', values.speed, { value: 30, least: 1, most: 1_000 }),
    rate: numberOf('rate', values.rate, { value: 200, least: 0, most: 5_000 }),
    port: numberOf('port', values.port, { value: 8080, least: 0, most: 65_535 }),
    apiPort: numberOf('api-port', values['api-port'], { value: 8787, least: 0, most: 65_535 }),
    ...(values.runbooks !== undefined && { runbooks: folderOf(values.runbooks, directory) }),
    ...(values.schedules !== undefined && { schedules: fileOf(values.schedules, directory) }),
  };
}

function folderOf(given: string, directory: string): string {
  const path = resolve(directory, given);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return path;
  throw new WrongUsage(`--runbooks takes a folder, and '${given}' is none.`);
}

function fileOf(given: string, directory: string): string {
  const path = resolve(directory, given);
  if (statSync(path, { throwIfNoEntry: false })?.isFile()) return path;
  throw new WrongUsage(`--schedules takes a file, and '${given}' is none.`);
}

function flags(words: readonly string[]) {
  const text = { type: 'string' } as const;
  const sizes = { speed: text, rate: text, port: text, 'api-port': text } as const;
  const options = { name: text, state: text, runbooks: text, schedules: text, ...sizes } as const;
  try {
    return parseArgs({ args: [...words], options: { ...options, help: { type: 'boolean', short: 'h' } } })
      .values;
  } catch (cause) {
    throw new WrongUsage((cause as Error).message, { cause });
  }
}

interface Range {
  readonly value: number;
  readonly least: number;
  readonly most: number;
}

function numberOf(flag: string, text: string | undefined, { value, least, most }: Range): number {
  if (text === undefined) return value;
  const given = text.trim() === '' ? Number.NaN : Number(text);
  if (given >= least && given <= most) return given;
  throw new WrongUsage(`--${flag} takes a number from ${least} to ${most}, not '${text}'.`);
}
