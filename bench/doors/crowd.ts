import { performance } from 'node:perf_hooks';
import { rounded } from '../statistics.ts';
import { quantile, requester, type Timed } from './requests.ts';
import type { Place } from './subjects.ts';

export interface Crowd {
  readonly callers: number;
  readonly seconds: number;
  readonly answers: number;
  readonly perSecond: number;
  /** Answers by status, and requests that got none. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly medianMs: number;
  readonly p95Ms: number;
}

/** As many callers at once for a while, each of whom asks again as soon as it is answered. */
export async function crowd(
  { url, subjects }: Place,
  answering: ReadonlySet<string>,
  callers: number,
  seconds: number,
): Promise<Crowd> {
  const paths = subjects.filter(({ operation }) => answering.has(operation)).map(({ path }) => path);
  const { get, close } = requester(url, callers);
  const began = performance.now();
  const times: number[] = [];
  const statuses: Record<string, number> = {};
  const caller = async (index: number) => {
    for (let turn = index; performance.now() - began < seconds * 1000; turn += 1) {
      const path = paths[turn % paths.length] ?? '/';
      const { status, milliseconds } = await get(path).catch((): Timed => ({ status: 0, milliseconds: 0 }));
      const told = status === 0 ? 'none' : String(status);
      statuses[told] = (statuses[told] ?? 0) + 1;
      if (status !== 0) times.push(milliseconds);
    }
  };
  await Promise.all(Array.from({ length: callers }, (_, index) => caller(index)));
  close();
  const took = (performance.now() - began) / 1000;
  return {
    callers,
    seconds: rounded(took, 1),
    answers: times.length,
    perSecond: rounded(times.length / took, 0),
    statuses,
    medianMs: rounded(quantile(times, 0.5), 0),
    p95Ms: rounded(quantile(times, 0.95), 0),
  };
}
