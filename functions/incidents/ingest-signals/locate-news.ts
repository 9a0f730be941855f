import type { Signal } from '../../../core/incident/signal.ts';
import type { Context } from '../../context.ts';
import { type AllServices, allServices, locate } from '../locate.ts';
import type { Heard } from './heard.ts';

/** CloudWatch takes few calls a second for tags. */
const AT_ONCE = 10;
/** After so long an alarm's tags are read again. */
const KNOWN_FOR_MS = 3_600_000;

export interface Located {
  readonly heard: readonly Heard[];
  /** Messages of keys whose place could not be found out now. */
  readonly failed: readonly string[];
}

/** Finds out where the keys belong that begin to fire. */
export async function locateNews(context: Context, all: readonly Heard[]): Promise<Located> {
  const services = allServices(context);
  const heard: Heard[] = [];
  const failed: string[] = [];
  for (let first = 0; first < all.length; first += AT_ONCE) {
    const some = all.slice(first, first + AT_ONCE);
    const settled = await Promise.allSettled(some.map((one) => located(context, one, services)));
    for (const [index, one] of settled.entries()) {
      if (one.status === 'fulfilled') heard.push(one.value);
      else {
        failed.push(...(some[index]?.messages ?? []));
        context.log.warn('A signal could not be located.', {
          key: some[index]?.key,
          why: String(one.reason),
        });
      }
    }
  }
  return { heard, failed };
}

async function located(context: Context, heard: Heard, services: AllServices): Promise<Heard> {
  const now = context.clock.now();
  const last = heard.news.findLast(({ state }) => state === 'FIRING');
  const known = heard.locatedAt !== undefined && now - heard.locatedAt < KNOWN_FOR_MS;
  if (!last || known) return heard;
  const { arn, receives, record } = heard;
  const found = await locate(
    context,
    { signal: last, receives, ...(arn !== undefined && { arn }) },
    services,
  );
  const at = <One extends Signal>(signal: One): One => ({ ...signal, ...placeOf(found) });
  return {
    ...heard,
    news: heard.news.map(at),
    record: { ...record, signal: at(record.signal) },
    locatedAt: now,
  };
}

function placeOf({ environment, service, severity, tags }: Signal) {
  return {
    ...(environment !== undefined && { environment }),
    ...(service !== undefined && { service }),
    ...(severity !== undefined && { severity }),
    tags,
  };
}
