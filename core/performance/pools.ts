import type { PoolSize } from './facts.ts';

/** How variables that hold the size of a pool of connections are called. */
const POOL =
  /(^|_)(POOL_(MAX|SIZE)|MAX_POOL(_SIZE)?|(DB|DATABASE|PG|MYSQL|REDIS)_POOL|MAX_CONNECTIONS|CONNECTION_LIMIT)$/i;
const MOST = 10_000;

/** The variables of an environment that say how many connections are kept; nothing else of it is looked at. */
export function poolsOf(environment: Readonly<Record<string, string | undefined>>): PoolSize[] {
  return Object.entries(environment)
    .filter(([variable]) => POOL.test(variable))
    .map(([variable, value]) => ({ variable, size: /^\d{1,5}$/.test(value ?? '') ? Number(value) : 0 }))
    .filter(({ size }) => size >= 1 && size <= MOST);
}
