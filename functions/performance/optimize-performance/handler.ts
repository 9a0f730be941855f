import { InvalidInput, isAwsError, OperateError } from '../../../core/errors.ts';
import { windowOf } from '../../../core/performance/window.ts';
import { carriedOut } from '../../carried-out.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import { listServices, resolveService, type StoredService } from '../../services/store.ts';
import { RecordChanged } from '../../table.ts';
import { type Analysis, analyse } from '../analyse.ts';
import { analysedView } from '../answer.ts';
import { begin, carryOutStart, draftOf } from '../begin.ts';
import { weekOf } from '../measure-realised.ts';
import { planOf, undoOf } from '../plan.ts';
import { savePerformance } from '../store.ts';
import type { definition } from './definition.ts';

type Input = Parameters<Handler<typeof definition>>[0];
type Answer = Awaited<ReturnType<Handler<typeof definition>>>;

/** Services that one call analyses at most, and how many at a time. */
const MOST_SERVICES = 20;
const AT_ONCE = 4;
/** After that no further services are begun: those under way have the rest of the call's time. */
const ENOUGH_MS = 6_000;
const DOLLARS_A_METRIC = 0.01 / 1000;
const DOLLARS_A_BYTE = 0.005 / 1e9;

const optimize: Handler<typeof definition> = async (input, context) => {
  const services = await servicesOf(context, input);
  const { analyses, notSeen } = await analyseAll(context, services, input);
  const read = answerOf(context, input, analyses, notSeen);
  const [only] = analyses;
  if (!input.autoApply || !only) {
    if (!input.dryRun) for (const { analysis } of analyses) await keepLedger(context, analysis);
    return read;
  }
  return apply(context, input, only, read);
};

export const handler = carriedOut(optimize, async ({ environment, plan, optimizationId }, context) => {
  if (optimizationId === undefined || !plan) return;
  await carryOutStart(context, { environment, service: plan.service, id: optimizationId });
});

interface Analysed {
  readonly service: StoredService;
  readonly analysis: Analysis;
}

/** @throws InvalidInput where autoApply could mean several services */
async function servicesOf(context: Context, input: Input): Promise<StoredService[]> {
  const { environment, service, autoApply } = input;
  if (service !== undefined || autoApply) return [await resolveService(context, environment, service)];
  const services = await listServices(context, environment);
  if (services.length > 0) return services;
  const violations = [
    { field: 'environment', problem: 'has no services', allowed: 'an environment with a registered service' },
  ];
  throw new InvalidInput(`No service is registered in ${environment}.`, { violations });
}

async function analyseAll(context: Context, services: readonly StoredService[], input: Input) {
  const analyses: Analysed[] = [];
  const notSeen: string[] = [];
  const until = context.clock.now() + ENOUGH_MS;
  for (let from = 0; from < services.length; from += AT_ONCE) {
    const some = services.slice(from, from + AT_ONCE);
    if (from >= MOST_SERVICES || context.clock.now() > until) {
      notSeen.push(...services.slice(from).map(({ name }) => `${name}: there was no time for it; name it.`));
      break;
    }
    const found = await Promise.all(
      some.map((service) => analyseOrWhy(context, service, input, services.length)),
    );
    for (const one of found) {
      if (typeof one === 'string') notSeen.push(one);
      else analyses.push(one);
    }
  }
  return { analyses, notSeen };
}

/** What stands in the way of one service is told beside the others; of the only one it is the answer. */
async function analyseOrWhy(
  context: Context,
  service: StoredService,
  input: Input,
  count: number,
): Promise<Analysed | string> {
  try {
    return { service, analysis: await analyse(context, service, input) };
  } catch (error) {
    if (count === 1) throw error;
    if (error instanceof OperateError) return `${service.name}: ${error.message}`;
    if (isAwsError(error)) return `${service.name}: ${error.name}.`;
    throw error;
  }
}

function answerOf(
  context: Context,
  { environment, timeWindow }: Input,
  analyses: readonly Analysed[],
  notSeen: readonly string[],
): Answer {
  const { from, to } = windowOf(timeWindow, context.clock.now());
  const sum = (of: (analysis: Analysis) => number) =>
    analyses.reduce((total, { analysis }) => total + of(analysis), 0);
  const metrics = sum(({ gathered }) => gathered.metrics);
  const logBytes = sum(({ gathered }) => gathered.bytesScanned);
  const dollars = metrics * DOLLARS_A_METRIC + logBytes * DOLLARS_A_BYTE;
  return {
    environment,
    window: { from: new Date(from).toISOString(), to: new Date(to).toISOString() },
    services: analyses.map(({ service, analysis }) => analysedView(service.name, analysis)),
    spent: { metrics, logBytes, dollars: Number(dollars.toFixed(6)) },
    notSeen: [...notSeen],
  };
}

/** Writes down what has become of earlier optimizations, where anything has; else the next call finds it again. */
async function keepLedger(context: Context, { record, optimizations }: Analysis): Promise<void> {
  if (JSON.stringify(optimizations) === JSON.stringify(record.optimizations)) return;
  try {
    await savePerformance(context, record, optimizations, { words: 'What became of earlier ones is known.' });
  } catch (error) {
    if (!(error instanceof RecordChanged)) throw error;
  }
}

async function apply(
  context: Context,
  { environment, dryRun }: Input,
  { service, analysis }: Analysed,
  read: Answer,
): Promise<Answer> {
  const { chosen } = analysis.chosen;
  const { facts } = analysis.gathered;
  if (!chosen || !facts) {
    if (!dryRun) await keepLedger(context, analysis);
    return { ...read, applied: whyNothing(analysis) };
  }
  const undo = undoOf(facts, chosen, analysis.readiness.latest);
  const plan = planOf({ environment, service: service.name }, chosen, undo);
  if (dryRun) return { ...read, plan };
  const before = weekOf(facts, context.clock.now());
  const draft = draftOf(context, chosen, { undo, before, planHash: plan.planHash });
  const answer: Answer = { ...read, plan, optimizationId: draft.id };
  await begin(context, { ...analysis.record, optimizations: analysis.optimizations }, draft, answer);
  return answer;
}

function whyNothing({ recommendations, chosen }: Analysis): string {
  if (recommendations.length === 0) return 'Nothing is recommended.';
  const words = recommendations.map(({ rule }, index) => `${rule}: ${chosen.choices[index]?.words}`);
  return words.join(' ');
}
