import type { Unseen } from '../../core/inventory/resource.ts';
import { type Judgement, judge } from '../../core/security/judge.ts';
import type { Rule } from '../../core/security/rule.ts';
import { GROUPS, type Group, type Scan } from '../../core/security/scan.ts';
import type { Context } from '../context.ts';
import { CallBudgetSpent, type Lister, type Spend } from '../inventory/lister.ts';
import { isDenied, isThrottled } from '../inventory/refused.ts';
import { keepPage, type Progress, readProgress, readScan } from './store.ts';

/** A step works this long before it hands over to the next call of itself. */
const WORKING_MS = 40_000;
/** Seconds that it waits when AWS asks to go slower, doubled each time. */
const PAUSE_SECONDS = 15;
/** Times in a row after which a type counts as not seen. */
const MOST_PAUSES = 5;

/** What the machine does next: the same group or another one, after so many seconds. */
export interface Next {
  readonly next: 'collect' | 'wait' | 'conclude';
  readonly group: Group;
  readonly seconds: number;
}

/** Where findings come from, page by page. */
export interface Source extends Pick<Lister, 'type' | 'also' | 'actions'> {
  read(
    context: Context,
    spend: Spend,
    from?: string,
  ): Promise<{ readonly judgement: Judgement; readonly next?: string }>;
}

/** What a step goes through. */
export interface Collection {
  readonly group: Group;
  readonly sources: readonly Source[];
}

/** Something that an account has to be opted into, and is not. */
export class NotEnabled extends Error {
  override readonly name = 'NotEnabled';
}

/** Resources as they are listed, judged by the rules of their types. */
export function judged(listers: readonly Lister[], rules: readonly Rule[]): Source[] {
  return listers.map((lister) => ({
    ...lister,
    async read(context, spend, from) {
      const { resources, ...next } = await lister.list(context, spend, from);
      const facts = {
        now: new Date(context.clock.now()).toISOString(),
        account: context.environment.account,
      };
      return { judgement: judge(resources, rules, facts), ...next };
    },
  }));
}

/**
 * Lists the resources of a group page by page, judges each page and keeps what came of it with the place where the
 * next one begins. It can be called again at any time: it goes on from what was kept.
 */
export async function collect(context: Context, scanId: string, collection: Collection): Promise<Next> {
  const { group, sources } = collection;
  const scan = await readScan(context, scanId);
  const spent = await callsOfOthers(context, scan, group);
  const until = context.clock.now() + WORKING_MS;
  let progress = await readProgress(context, scanId, group);
  while (!progress.done && context.clock.now() < until) {
    const source = sources[progress.position];
    const after = source
      ? await nextPage(context, scan, source, progress, spent)
      : { progress: { ...progress, done: true } };
    const kept = { ...after.progress, version: progress.version + 1 };
    if (!(await keepPage(context, scanId, group, kept, after.judgement)))
      progress = await readProgress(context, scanId, group);
    else progress = kept;
    if (progress.throttled > 0)
      return { next: 'wait', group, seconds: PAUSE_SECONDS * 2 ** (progress.throttled - 1) };
  }
  return progress.done ? after(scan, group) : { next: 'collect', group, seconds: 0 };
}

/** The group that comes after one, or the end. */
export function after({ groups }: Pick<Scan, 'groups'>, group: Group): Next {
  const next = groups[groups.indexOf(group) + 1];
  return next ? { next: 'collect', group: next, seconds: 0 } : { next: 'conclude', group, seconds: 0 };
}

async function callsOfOthers(context: Context, scan: Scan, group: Group): Promise<number> {
  const others = GROUPS.filter((one) => one !== group && scan.groups.includes(one));
  const progress = await Promise.all(others.map((one) => readProgress(context, scan.id, one)));
  return progress.reduce((sum, { calls }) => sum + calls, 0);
}

async function nextPage(context: Context, scan: Scan, source: Source, before: Progress, spent: number) {
  let calls = before.calls;
  const spend: Spend = () => {
    if (spent + calls >= scan.callBudget) throw new CallBudgetSpent('No call is left.');
    calls += 1;
  };
  try {
    const { judgement, next } = await source.read(context, spend, before.from);
    return { progress: gone({ ...before, calls }, source, next), judgement };
  } catch (error) {
    return { progress: failed({ ...before, calls }, source, error, scan.callBudget) };
  }
}

function gone(before: Progress, { type, also = [] }: Source, next: string | undefined): Progress {
  const { from: _from, ...rest } = before;
  const progress = { ...rest, pages: before.pages + 1, throttled: 0 };
  if (next !== undefined) return { ...progress, from: next };
  return { ...progress, position: before.position + 1, listed: [...before.listed, type, ...also] };
}

/** One type that cannot be listed does not keep the others from being looked at. */
function failed(before: Progress, source: Source, error: unknown, budget: number): Progress {
  if (isThrottled(error) && before.throttled < MOST_PAUSES)
    return { ...before, throttled: before.throttled + 1 };
  const { from: _from, ...rest } = before;
  const unseen = [...before.unseen, unseenOf(source, error, budget)];
  return { ...rest, position: before.position + 1, throttled: 0, unseen };
}

function unseenOf({ type, actions }: Source, error: unknown, budget: number): Unseen {
  const said = error instanceof Error ? error.message : String(error);
  if (error instanceof CallBudgetSpent)
    return { what: type, why: 'CALL_BUDGET', detail: `The scan's ${budget} calls were used up.` };
  if (error instanceof NotEnabled) return { what: type, why: 'NOT_ENABLED', detail: said };
  if (isDenied(error)) return { what: type, why: 'ACCESS_DENIED', detail: `${actions.join(', ')}: ${said}` };
  if (isThrottled(error))
    return { what: type, why: 'THROTTLED', detail: `AWS kept asking to go slower: ${said}` };
  return { what: type, why: 'FAILED', detail: said };
}
