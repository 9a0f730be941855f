import { carriedOut } from '../../carried-out.ts';
import type { Context } from '../../context.ts';
import { machineArnOf } from '../../environment.ts';
import { startExecution } from '../../execution.ts';
import type { Handler } from '../../operation.ts';
import { RecordChanged } from '../../table.ts';
import { type Asked, type Done, readCosts, type StoredCosts, saveCosts } from '../account-store.ts';
import { plannedCost } from '../plan.ts';
import { viewOf } from '../view.ts';
import type { definition } from './definition.ts';

type Input = Parameters<Handler<typeof definition>>[0];
type Answer = Awaited<ReturnType<Handler<typeof definition>>>;

const MACHINE = 'cost-analysis';
const HOUR_MS = 3_600_000;
/** An analysis that did not end by then never will: its machine gives up before. */
const LOST_MS = HOUR_MS;

const analyse = async (input: Input, context: Context): Promise<Answer> => {
  const costs = await readCosts(context);
  const { done, running } = costs;
  const fresh = done && isFresh(context, done, input) ? done : undefined;
  if (fresh && !input.dryRun) return viewOf(context, fresh, input);
  const planned = plannedCost(input.maxRequests, done);
  if (input.dryRun) return plan(fresh, planned);
  if (running && context.clock.now() - Date.parse(running.startedAt) < LOST_MS) return runs(running, planned);
  return begin(context, costs, input, planned);
};

function isFresh({ clock }: Context, done: Done, { maxAgeHours, includePredictions }: Input): boolean {
  if (includePredictions && !done.predictions) return false;
  return clock.now() - Date.parse(done.completedAt) < maxAgeHours * HOUR_MS;
}

function plan(fresh: Done | undefined, planned: Answer['planned']): Answer {
  const free = { requests: 0, metrics: 0, dollars: 0 };
  const words = 'An analysis that is young enough is there, and would be answered for nothing.';
  return {
    status: 'PLANNED',
    planned: fresh ? free : planned,
    missing: [],
    notSeen: fresh ? [words] : [],
  };
}

function runs({ id }: Asked, planned: Answer['planned']): Answer {
  return { status: 'RUNNING', analysisId: id, planned, missing: [], notSeen: [] };
}

/** Two who ask at the same time get the same analysis. */
async function begin(
  context: Context,
  costs: StoredCosts,
  { includePredictions, maxRequests }: Input,
  planned: NonNullable<Answer['planned']>,
): Promise<Answer> {
  const now = context.clock.now();
  const running: Asked = {
    id: context.ids.next('cost', now),
    startedAt: new Date(now).toISOString(),
    predictions: includePredictions,
    mostRequests: maxRequests,
  };
  const answer = runs(running, planned);
  const words = `An analysis of costs was asked for, at $${planned.dollars.toFixed(2)} at most.`;
  try {
    await saveCosts(context, costs, { ...(costs.done && { done: costs.done }), running }, words, answer);
    return answer;
  } catch (error) {
    if (!(error instanceof RecordChanged)) throw error;
    const { running: theirs } = await readCosts(context);
    if (!theirs) throw error;
    return runs(theirs, planned);
  }
}

/** The execution is named by the analysis, so it starts once; of an analysis that ended nothing is started. */
async function start({ status, analysisId }: Answer, context: Context): Promise<void> {
  if (status !== 'RUNNING' || analysisId === undefined) return;
  const { running } = await readCosts(context);
  if (running?.id !== analysisId) return;
  const execution = { machine: machineArnOf(context.environment, MACHINE), name: analysisId };
  await startExecution(context, execution, { analysisId });
}

export const handler: Handler<typeof definition> = carriedOut(analyse, start);
