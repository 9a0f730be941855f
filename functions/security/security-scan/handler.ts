import { Conflict } from '../../../core/errors.ts';
import { groupsOf, type Scan } from '../../../core/security/scan.ts';
import { carriedOut } from '../../carried-out.ts';
import type { Context } from '../../context.ts';
import { machineArnOf } from '../../environment.ts';
import { startExecution } from '../../execution.ts';
import type { Handler } from '../../operation.ts';
import { wrongField } from '../../record-list.ts';
import { listFrameworks } from '../decision-store.ts';
import { readScan, type StoredScan, saveScan } from '../store.ts';
import type { definition } from './definition.ts';

type Input = Parameters<Handler<typeof definition>>[0];
type Answer = Awaited<ReturnType<Handler<typeof definition>>>;

async function begin(input: Input, context: Context): Promise<Answer> {
  const before = input.resume === undefined ? undefined : await stopped(context, input.resume);
  const scan = before
    ? resumed(before, context)
    : newScan(input, context, await frameworksOf(input, context));
  const { groups, frameworks, callBudget } = scan;
  const plan = { groups: [...groups], frameworks: [...frameworks], callBudget };
  if (input.dryRun) return { state: 'PLANNED', ...plan };
  const answer: Answer = { scanId: scan.id, state: 'RUNNING', ...plan };
  const words = before
    ? `The scan goes on where it stopped, for the ${scan.attempt}. time.`
    : `A scan of ${scan.scope} was asked for, with up to ${callBudget} calls.`;
  await saveScan(context, before, scan, { words, answer });
  return answer;
}

function newScan(input: Input, { clock, ids, call }: Context, frameworks: readonly string[]): Scan {
  const now = clock.now();
  const at = new Date(now).toISOString();
  return {
    id: ids.next('scan', now),
    createdAt: at,
    by: call.caller.arn,
    scope: input.scope,
    groups: groupsOf(input.scope),
    frameworks,
    callBudget: input.callBudget,
    attempt: 1,
    state: { name: 'RUNNING', since: at },
  };
}

async function frameworksOf({ frameworks, includeCompliance }: Input, context: Context): Promise<string[]> {
  if (!includeCompliance) return [];
  const known = (await listFrameworks(context)).map(({ name }) => name);
  const stranger = frameworks?.find((name) => !known.includes(name));
  if (stranger !== undefined)
    throw wrongField('frameworks', `names ${stranger}, which is not known`, known.join(', '));
  return [...(frameworks ?? known)];
}

async function stopped(context: Context, id: string): Promise<StoredScan> {
  const scan = await readScan(context, id);
  if (scan.state.name === 'DONE') throw new Conflict(`The scan ${id} is done.`, { conflictsWith: id });
  return scan;
}

function resumed({ head: _head, ...scan }: StoredScan, { clock }: Context): Scan {
  const since = new Date(clock.now()).toISOString();
  return { ...scan, attempt: scan.attempt + 1, state: { name: 'RUNNING', since } };
}

/** Starts the machine by the record; an execution of that name that runs already is as good. */
export const handler = carriedOut(begin, async ({ scanId }, context) => {
  if (scanId === undefined) return;
  const { id, attempt, state, groups } = await readScan(context, scanId);
  if (state.name !== 'RUNNING') return;
  const execution = {
    machine: machineArnOf(context.environment, 'security-scan'),
    name: `${id}-${attempt}`,
  };
  await startExecution(context, execution, { scanId: id, group: groups[0] });
});
