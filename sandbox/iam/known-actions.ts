import { readFileSync } from 'node:fs';
import { matchesAction } from './pattern.ts';

/** Names of IAM actions by service prefix: one line a service, from AWS's service authorization reference. */
const lines = readFileSync(new URL('./known-actions.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n');

/** Every IAM action, as `service:Name`, of the services that the product or its stacks use. */
export const KNOWN_ACTIONS: ReadonlySet<string> = new Set(
  lines.flatMap((line) => {
    const [service = '', names = ''] = line.split(': ');
    return names.split(' ').map((name) => `${service}:${name}`);
  }),
);

/** Whether an action, or a pattern with wildcards, names at least one action that AWS has, in AWS's spelling. */
export function isKnownAction(action: string): boolean {
  if (!/[*?]/.test(action)) return KNOWN_ACTIONS.has(action);
  for (const known of KNOWN_ACTIONS) if (matchesAction(action, known)) return true;
  return false;
}
