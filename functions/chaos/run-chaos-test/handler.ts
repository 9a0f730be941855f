import type { Experiment } from '../../../core/chaos/experiment.ts';
import { InvalidInput } from '../../../core/errors.ts';
import { carriedOut } from '../../carried-out.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import { listServices, readService, type StoredService } from '../../services/store.ts';
import { gatherFacts } from '../facts.ts';
import { readExperiment } from '../known-experiments.ts';
import { carryOutStart, createRun, draftOf, planOf, refuseUnlessGo } from '../make-run.ts';
import { readChaos } from '../store.ts';
import { viewOf } from '../view.ts';
import type { definition } from './definition.ts';

type Input = Parameters<Handler<typeof definition>>[0];

const run: Handler<typeof definition> = async (input, context) => {
  const experiment = asked(readExperiment(context, input.experiment), input);
  const service = await serviceOf(context, experiment, input);
  const facts = await gatherFacts(context, experiment, service);
  const draft = draftOf(context, experiment, facts);
  const plan = planOf(draft, facts);
  if (input.dryRun) return { plan };
  refuseUnlessGo(facts);
  const answer = { run: viewOf(draft), plan };
  await createRun(context, draft, facts, answer);
  return answer;
};

/** The experiment as the caller wants it this time. */
function asked(experiment: Experiment, { duration, intensity }: Input): Experiment {
  const [method] = experiment.method;
  const changed = {
    ...method,
    ...(duration !== undefined && { durationSeconds: duration }),
    ...(intensity !== undefined && { intensity }),
  };
  return { ...experiment, method: [changed] };
}

async function serviceOf(
  context: Context,
  { name, target }: Experiment,
  input: Input,
): Promise<StoredService> {
  const environment = input.environment ?? target?.environment;
  if (environment === undefined)
    throw missing('environment', `a value, since the experiment ${name} names no target`);
  const service = input.service ?? (environment === target?.environment ? target.service : undefined);
  if (service !== undefined) return readService(context, environment, service);
  const services = await listServices(context, environment);
  const [only, second] = services;
  if (only && !second) return only;
  throw missing(
    'service',
    `one of ${services.map((one) => one.name).join(', ') || 'the registered services'}`,
  );
}

function missing(field: string, allowed: string): InvalidInput {
  const violation = { field, problem: 'is missing', allowed };
  return new InvalidInput(`${field} is missing.`, { violations: [violation] });
}

export const handler = carriedOut(run, async ({ run: made }, context) => {
  if (made) await carryOutStart(context, await readChaos(context, made.experimentId));
});
