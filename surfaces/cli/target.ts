import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from './usage-error.ts';

/** Where requests go and how they say who sends them. */
export type Target =
  | { readonly kind: 'sandbox'; readonly url: string }
  | { readonly kind: 'aws'; readonly url: string };

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly directory: string;
  /** Whether a process of this id runs on this machine. */
  readonly isAlive: (pid: number) => boolean;
}

/**
 * Finds the API: what was asked for, then `OPERATE_ENDPOINT`, then the one sandbox that runs in this directory.
 * @throws UsageError when there is none, more than one, or one that would be spoken to in the clear
 */
export function findTarget(asked: string | undefined, surroundings: Surroundings): Target {
  const named = asked ?? surroundings.env['OPERATE_ENDPOINT'];
  if (named) return classify(named);
  const live = liveSandboxes(surroundings);
  const [first, ...others] = live;
  if (!first)
    throw new UsageError(
      "No API to talk to: start a sandbox with 'npm start', or name one with --endpoint or OPERATE_ENDPOINT.",
    );
  if (others.length > 0) {
    const names = live.map(({ name, api }) => `${name} (${api})`).join(' and ');
    throw new UsageError(`Two sandboxes are live, ${names}: choose one with --endpoint.`);
  }
  return { kind: 'sandbox', url: first.api };
}

/** Which kind of API a URL is of. @throws UsageError for one that would be spoken to in the clear */
export function classify(text: string): Target {
  const url = URL.parse(text);
  if (!url) throw new UsageError(`'${text}' is not a URL.`);
  const base = url.href.replace(/\/$/, '');
  if (url.protocol === 'https:') return { kind: 'aws', url: base };
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol === 'http:' && loopback) return { kind: 'sandbox', url: base };
  throw new UsageError(`'${text}' is neither https nor a sandbox on this machine.`);
}

interface Sandbox {
  readonly name: string;
  readonly api: string;
}

function liveSandboxes({ directory, isAlive }: Surroundings): Sandbox[] {
  const folder = join(directory, '.sandbox');
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const file = join(folder, name, 'endpoint.json');
    if (!existsSync(file)) return [];
    const { api, pid } = JSON.parse(readFileSync(file, 'utf8')) as { api: string; pid: number };
    return isAlive(pid) ? [{ name, api }] : [];
  });
}
