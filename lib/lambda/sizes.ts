import type { Bundle } from '../bundle.ts';

const KB = 1024;
const FEW_CLIENTS = 2;
/** As many as a driver needs. */
const MANY_CLIENTS = 8;
/** What one more client may add: who asks every service, and seldom, carries them all. */
const KB_PER_FURTHER_CLIENT = 24;
/** What some functions carry besides code and clients, and the KB that it may add. */
const CARRIED: Readonly<Record<string, number>> = {
  // The parser of YAML.
  'set-alerting': 40,
  // The parser of YAML, and the languages of four tools with their checks.
  'set-slo': 72,
  // The parser of YAML, and the rules that a framework may name.
  'set-framework': 72,
};

/** Bytes that a function's bundle may have: every cold start reads and compiles all of it. */
export function largestBundle({ name, clients }: Pick<Bundle, 'name' | 'clients'>): number {
  const carried = CARRIED[name] ?? 0;
  if (clients.length <= FEW_CLIENTS) return (280 + carried) * KB;
  return (420 + carried + KB_PER_FURTHER_CLIENT * Math.max(0, clients.length - MANY_CLIENTS)) * KB;
}
