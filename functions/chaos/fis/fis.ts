import {
  CreateExperimentTemplateCommand,
  DeleteExperimentTemplateCommand,
  type Experiment,
  type ExperimentSummary,
  FisClient,
  GetExperimentCommand,
  paginateListExperimentResolvedTargets,
  paginateListExperiments,
  paginateListExperimentTemplates,
  StopExperimentCommand,
} from '@aws-sdk/client-fis';
import { affectedShare, countIn } from '../../../core/chaos/experiment.ts';
import { FAULTS } from '../../../core/chaos/fault.ts';
import type { Undo } from '../../../core/chaos/record.ts';
import { Refused } from '../../../core/errors.ts';
import type { Context } from '../../context.ts';
import type { FaultInjector, Injected, Job, Prepared, TakenBack } from '../injector.ts';
import { idOf, servingTasks } from '../serving-tasks.ts';
import { actionGaps, preparedFunction, preparedTasks } from './preparation.ts';
import { startExperiment } from './start-experiment.ts';
import { MOST_TARGETS, RUN_TAG, templateOf } from './template.ts';

/** Which experiments and templates are a run's is known by their tag, so that nothing else has to be written down. */
interface FisUndo extends Undo {
  /** ARNs of what the fault is for. */
  readonly targets: readonly string[];
}

const OVER = ['completed', 'stopped', 'failed', 'cancelled'];
const INVERSE = 'AWS FIS stops the fault and puts back what it changed; that it has is read back.';

/**
 * Injects by AWS FIS: a template of its own for each run, with the service's alarms as stop conditions; its targets are
 * resolved by an experiment that skips all actions, and only as many as were planned are let through.
 */
export const fis: FaultInjector = { prepare, inject, restore };

async function prepare(context: Context, job: Job): Promise<Prepared> {
  const { service, method } = job;
  const { fault, scope } = method;
  const client = context.clients(FisClient);
  const action = FAULTS[fault].fisAction;
  if (action === undefined) throw new Refused(`AWS FIS has no action for ${fault}.`);
  const gaps = await actionGaps(client, fault);
  const words = (names: string) =>
    `${action} of AWS FIS on ${names}, once its targets are resolved as planned.`;
  if (service.target.type === 'lambda-alias') {
    const { functionName, alias } = service.target;
    const { account, region } = context.environment;
    const arn = `arn:aws:lambda:${region}:${account}:function:${functionName}:${alias}`;
    const missing = [...gaps, ...(await preparedFunction(context, service.target))];
    const undo: FisUndo = { targets: [arn] };
    return {
      targets: [functionName],
      affectedShare: affectedShare(scope, 1),
      missing,
      words: [words(functionName)],
      inverse: INVERSE,
      undo,
    };
  }
  const serving = await servingTasks(context, service);
  const chosen = serving.tasks
    .toSorted((one, other) => (one.startedAt?.getTime() ?? 0) - (other.startedAt?.getTime() ?? 0))
    .slice(0, serving.tasks.length === 0 ? 0 : countIn(scope, serving.tasks.length));
  const undo: FisUndo = { targets: chosen.map(({ taskArn = '' }) => taskArn) };
  const names = undo.targets.map(idOf);
  return {
    targets: names,
    affectedShare: affectedShare({ count: names.length }, serving.tasks.length),
    missing: [
      ...gaps,
      ...(names.length > MOST_TARGETS
        ? [`room for ${names.length} tasks: AWS FIS takes ${MOST_TARGETS}`]
        : []),
      ...(await preparedTasks(context, fault, serving)),
    ],
    words: [words(names.join(', '))],
    inverse: INVERSE,
    undo,
  };
}

async function inject(context: Context, job: Job, undo: Undo): Promise<Injected> {
  const client = context.clients(FisClient);
  const { targets } = undo as FisUndo;
  const id = job.id ?? '';
  const template = await makeTemplate(context, job, targets);
  const start = (kind: 'preview' | 'run') =>
    startExperiment(client, {
      clientToken: `${id}-${kind}`,
      experimentTemplateId: template,
      tags: { [RUN_TAG]: id },
      experimentOptions: { actionsMode: kind === 'preview' ? 'skip-all' : 'run-all' },
    });
  const preview = await current(client, (await start('preview')).experiment);
  if (!OVER.includes(statusOf(preview))) return { state: 'waiting', words: 'FIS resolves the targets.' };
  const wrong = await wrongPreview(client, preview, targets);
  if (wrong !== undefined) return { state: 'refused', words: wrong };
  const run = await current(client, (await start('run')).experiment);
  return injectedBy(run);
}

async function makeTemplate(context: Context, job: Job, targets: readonly string[]): Promise<string> {
  const { service, method, magnitude, id = '' } = job;
  const { account, region, faultRole } = context.environment;
  const alarms = service.alarms.map((name) => `arn:aws:cloudwatch:${region}:${account}:alarm:${name}`);
  // Sent again with the same token it answers the same template.
  const { experimentTemplate } = await context
    .clients(FisClient)
    .send(
      new CreateExperimentTemplateCommand(
        templateOf({ id, method, magnitude, targets, roleArn: faultRole, alarms }),
      ),
    );
  return experimentTemplate?.id ?? '';
}

async function current(client: FisClient, started: Experiment | undefined): Promise<Experiment> {
  const { experiment } = await client.send(new GetExperimentCommand({ id: started?.id }));
  return experiment ?? {};
}

function statusOf({ state }: Pick<Experiment, 'state'>): string {
  return state?.status ?? 'pending';
}

/** What speaks against the real run: FIS would reach something else than was planned. */
async function wrongPreview(
  client: FisClient,
  preview: Experiment,
  planned: readonly string[],
): Promise<string | undefined> {
  const status = statusOf(preview);
  if (status !== 'completed')
    return `The preview of FIS ${status}: ${preview.state?.reason ?? 'it did not say why'}.`;
  const found: string[] = [];
  for await (const { resolvedTargets = [] } of paginateListExperimentResolvedTargets(
    { client },
    { experimentId: preview.id },
  ))
    found.push(...resolvedTargets.flatMap(({ targetInformation = {} }) => Object.values(targetInformation)));
  const others = found.filter((arn) => !planned.includes(arn));
  if (found.length === 0) return 'The preview of FIS resolved no target.';
  return others.length === 0 ? undefined : `FIS would reach ${others.join(', ')} besides what was planned.`;
}

function injectedBy(run: Experiment): Injected {
  const status = statusOf(run);
  const words = `The experiment ${run.id} of AWS FIS is ${status}.`;
  // What needs no time, such as stopping tasks, is completed at once.
  if (status === 'running' || status === 'completed') return { state: 'there', words };
  if (OVER.includes(status)) return { state: 'refused', words: `${words} ${run.state?.reason ?? ''}` };
  return { state: 'waiting', words };
}

/** First the template, so that nothing can be started any more; then whatever runs. */
async function restore(context: Context, job: Job): Promise<TakenBack> {
  const client = context.clients(FisClient);
  for await (const { experimentTemplates = [] } of paginateListExperimentTemplates({ client }, {}))
    for (const { id, tags } of experimentTemplates)
      if (tags?.[RUN_TAG] === job.id) await client.send(new DeleteExperimentTemplateCommand({ id }));
  const mine: ExperimentSummary[] = [];
  for await (const { experiments = [] } of paginateListExperiments({ client }, {}))
    mine.push(...experiments.filter(({ tags }) => tags?.[RUN_TAG] === job.id));
  const live = mine.filter((one) => !OVER.includes(statusOf(one)));
  for (const one of live.filter((other) => statusOf(other) !== 'stopping'))
    await client.send(new StopExperimentCommand({ id: one.id }));
  if (live.length > 0) return { state: 'waiting', words: 'AWS FIS puts back what it changed.' };
  const early = mine.map(earlyEnd).find((words) => words !== undefined);
  return {
    state: 'gone',
    words: 'No experiment of AWS FIS runs for it any more.',
    ...(early !== undefined && { aborted: early }),
  };
}

/** FIS's own stop conditions, or a failure of it, in words. */
function earlyEnd({ state, id }: ExperimentSummary): string | undefined {
  const { status = '', reason = '' } = state ?? {};
  if (status === 'failed') return `The experiment ${id} of AWS FIS failed: ${reason}`;
  const byAlarm = status === 'stopped' && /stop condition/i.test(reason);
  return byAlarm ? `AWS FIS stopped it: ${reason}` : undefined;
}
