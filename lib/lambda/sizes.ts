import type { Bundle } from '../bundle.ts';

const KB = 1024;
const FEW_CLIENTS = 2;
/** As many as a driver needs. */
const MANY_CLIENTS = 8;
/** What one more client may add: who asks every service, and seldom, carries them all. */
const KB_PER_FURTHER_CLIENT = 24;
/** Functions that are given documents in YAML, and what its parser adds. */
const YAML_READERS = ['set-alerting', 'set-slo'];
const YAML_KB = 40;
/** Objectives come in the languages of four tools, each with its checks. */
const MANY_LANGUAGES = ['set-slo'];
const LANGUAGES_KB = 32;

/** Bytes that a function's bundle may have: every cold start reads and compiles all of it. */
export function largestBundle({ name, clients }: Pick<Bundle, 'name' | 'clients'>): number {
  const more =
    (YAML_READERS.includes(name) ? YAML_KB : 0) + (MANY_LANGUAGES.includes(name) ? LANGUAGES_KB : 0);
  if (clients.length <= FEW_CLIENTS) return (280 + more) * KB;
  return (420 + more + KB_PER_FURTHER_CLIENT * Math.max(0, clients.length - MANY_CLIENTS)) * KB;
}
