import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { type AutonomyLedger, NEW_LEDGER, withOutcome } from '../../core/runbook/autonomy.ts';
import { afterRun, type Brake, RELEASED } from '../../core/runbook/brake.ts';
import type { LiveRun } from '../../core/runbook/limits.ts';
import type { Outcome } from '../../core/runbook/outcome.ts';
import type { RunRecord, RunTarget } from '../../core/runbook/run.ts';
import type { Context } from '../context.ts';
import { actingAttribute, liveRunsKey } from '../runs/acting-runs.ts';
import { documentClient, type Key, partition, type WriteItem } from '../table.ts';

/** A run that is not over, with what it was begun for. */
export interface ListedRun extends LiveRun {
  readonly incidentId?: string;
  /** It changes the target: no deployment may begin. */
  readonly acts?: true;
}

/** What a runbook has earned in an environment, and what its runs cost today. */
interface Earned {
  readonly ledger: AutonomyLedger;
  /** @example { day: '2026-11-01', dollars: 0.5 } */
  readonly spent: { readonly day: string; readonly dollars: number };
}

/** How a runbook did lately on a target. */
interface Lately {
  readonly brake: Brake;
  /** When its runs of the last hour began; ISO 8601. */
  readonly begun: readonly string[];
}

/** What is under way at a target, whatever the runbook. */
interface UnderWay {
  readonly live: readonly ListedRun[];
}

/**
 * What decides whether a run may begin, in three items, each with its version: whoever begins or ends a run writes
 * them in the same transaction, so that two runs at once have seen each other.
 */
export interface Ledgers {
  readonly earned: Earned;
  readonly lately: Lately;
  readonly underWay: UnderWay;
  readonly versions: Readonly<Record<keyof Parts, number>>;
}

interface Parts {
  readonly earned: Earned;
  readonly lately: Lately;
  readonly underWay: UnderWay;
}

const NEW: Parts = {
  earned: { ledger: NEW_LEDGER, spent: { day: '', dollars: 0 } },
  lately: { brake: RELEASED, begun: [] },
  underWay: { live: [] },
};
const PARTS = ['earned', 'lately', 'underWay'] as const;
const HOUR_MS = 3_600_000;

function keysOf(context: Context, runbook: string, target: RunTarget): Record<keyof Parts, Key> {
  const { environment, service } = target;
  return {
    earned: { pk: partition(context, 'AUTONOMY', runbook, environment), sk: 'META' },
    lately: { pk: partition(context, 'BRAKE', runbook, environment, service), sk: 'META' },
    underWay: liveRunsKey(context, target),
  };
}

/** Reads the ledgers of a runbook and a target, consistently. */
export async function readLedgers(context: Context, runbook: string, target: RunTarget): Promise<Ledgers> {
  const keys = keysOf(context, runbook, target);
  const items = await Promise.all(PARTS.map((part) => readItem(context, keys[part])));
  const [earned = {}, lately = {}, underWay = {}] = items;
  return {
    earned: { ...NEW.earned, ...(earned['part'] as Partial<Earned>) },
    lately: { ...NEW.lately, ...(lately['part'] as Partial<Lately>) },
    underWay: { ...NEW.underWay, ...(underWay['part'] as Partial<UnderWay>) },
    versions: {
      earned: Number(earned['version'] ?? 0),
      lately: Number(lately['version'] ?? 0),
      underWay: Number(underWay['version'] ?? 0),
    },
  };
}

/** What a runbook has earned in an environment, read consistently. */
export async function readEarned(
  context: Context,
  runbook: string,
  environment: string,
): Promise<AutonomyLedger> {
  const { earned } = keysOf(context, runbook, { environment, service: '' });
  const item = await readItem(context, earned);
  return (item['part'] as Earned | undefined)?.ledger ?? NEW_LEDGER;
}

/** The runs that are not over at a target, read consistently. */
export async function readLiveRuns(context: Context, target: RunTarget): Promise<readonly ListedRun[]> {
  const { underWay } = keysOf(context, '', target);
  const item = await readItem(context, underWay);
  return (item['part'] as UnderWay | undefined)?.live ?? [];
}

async function readItem(context: Context, Key: Key): Promise<Record<string, unknown>> {
  const { Item = {} } = await documentClient(context).send(
    new GetCommand({ TableName: context.environment.table, Key, ConsistentRead: true }),
  );
  return Item;
}

/** The writes of what differs, each provided that nobody has written it since it was read. */
export function ledgerWrites(
  context: Context,
  run: Pick<RunRecord, 'runbook' | 'target'>,
  before: Ledgers,
  after: Ledgers,
): WriteItem[] {
  const keys = keysOf(context, run.runbook, run.target);
  const changed = PARTS.filter((part) => before[part] !== after[part]);
  return changed.map((part) => {
    const version = before.versions[part];
    const acting = part === 'underWay' ? actingAttribute(after.underWay.live.filter(({ acts }) => acts)) : {};
    const Item = { ...keys[part], part: after[part], version: version + 1, ...acting };
    return { Put: { TableName: context.environment.table, Item, ...unchangedSince(version) } };
  });
}

function unchangedSince(version: number) {
  if (version === 0) return { ConditionExpression: 'attribute_not_exists(pk)' };
  return {
    ConditionExpression: '#version = :version',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':version': version },
  };
}

/** With a run that was made. */
export function withLive(ledgers: Ledgers, run: ListedRun): Ledgers {
  const { id, runbook, target, incidentId } = run;
  const listed = { id, runbook, target, ...(incidentId !== undefined && { incidentId }) };
  return { ...ledgers, underWay: { live: [...ledgers.underWay.live, listed] } };
}

/** With a run that acts on its target from now on, or does so no more. */
export function withActing(ledgers: Ledgers, id: string, isActing: boolean): Ledgers {
  const known = ledgers.underWay.live.find((run) => run.id === id);
  if ((known?.acts ?? false) === isActing) return ledgers;
  const live = ledgers.underWay.live.map((run) => {
    if (run.id !== id) return run;
    const { acts: _before, ...rest } = run;
    return isActing ? { ...rest, acts: true as const } : rest;
  });
  return { ...ledgers, underWay: { live } };
}

/**
 * With a run that begins, and what it costs.
 * @param cost dollars that it is estimated at
 * @param now milliseconds
 */
export function withBegun(ledgers: Ledgers, cost: number, now: number): Ledgers {
  const at = new Date(now).toISOString();
  const begun = ledgers.lately.begun.filter((time) => Date.parse(time) > now - HOUR_MS);
  const spent = { day: at.slice(0, 10), dollars: spentToday(ledgers, now) + cost };
  return {
    ...ledgers,
    earned: { ...ledgers.earned, spent },
    lately: { ...ledgers.lately, begun: [...begun, at] },
  };
}

/** With a run that is over. */
export function withEnded(ledgers: Ledgers, id: string, outcome: Outcome, at: string): Ledgers {
  const underWay = { live: ledgers.underWay.live.filter((run) => run.id !== id) };
  if (outcome === 'none') return { ...ledgers, underWay };
  const brake = afterRun(ledgers.lately.brake, outcome, at);
  const ledger = withOutcome(ledgers.earned.ledger, outcome, id, at);
  return {
    ...ledgers,
    underWay,
    earned: { ...ledgers.earned, ledger },
    lately: { ...ledgers.lately, brake },
  };
}

/** Dollars that runs of the runbook were estimated at today, in UTC. */
export function spentToday({ earned: { spent } }: Ledgers, now: number): number {
  return spent.day === new Date(now).toISOString().slice(0, 10) ? spent.dollars : 0;
}
