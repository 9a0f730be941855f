import type { Obstacle } from '../../core/scaling/facts.ts';
import type { Context } from '../context.ts';
import { liveExperiment, noExperiment } from '../incidents/experiments.ts';
import { actingRuns, noRunActs } from '../runs/acting-runs.ts';
import { isScaling, readLease } from '../runs/lease.ts';
import type { WriteItem } from '../table.ts';
import type { ScalingRecord } from './store.ts';

type Named = Pick<ScalingRecord, 'environment' | 'service'>;

/** A deployment, a run of a runbook, an experiment or another change that has the service now. */
export async function exclusionOf(context: Context, named: Named): Promise<Obstacle | undefined> {
  const { environment, service } = named;
  const [lease, acted] = await Promise.all([
    readLease(context, environment, service),
    actedUpon(context, named),
  ]);
  if (!lease) return acted;
  if (isScaling(lease))
    return {
      code: 'CHANGE_UNDER_WAY',
      words: `The change ${lease.deploymentId} of ${service} is being made.`,
    };
  return {
    code: 'DEPLOYMENT',
    words: `The deployment ${lease.deploymentId} of ${service} is under way: it decides how much of each version runs.`,
  };
}

/** What acts on a service without its lease: a run of a runbook, or an experiment. */
export async function actedUpon(
  context: Context,
  { environment, service }: Named,
): Promise<Obstacle | undefined> {
  const [[acting], experiment] = await Promise.all([
    actingRuns(context, { environment, service }),
    liveExperiment(context, environment, service),
  ]);
  if (acting)
    return {
      code: 'RUNBOOK',
      words: `The run ${acting.id} of the runbook ${acting.runbook} changes ${service}.`,
    };
  if (experiment)
    return {
      code: 'EXPERIMENT',
      words: `The experiment ${experiment.id} on ${service} is under way: what is measured is its fault, and more capacity would hide what it is to show. Wait for it, or stop it with stop_chaos_test.`,
    };
  return undefined;
}

/** The conditions that neither acts on a service, for a transaction that must not meet them. */
export function notActedUpon(context: Context, { environment, service }: Named): WriteItem[] {
  return [noRunActs(context, { environment, service }), noExperiment(context, environment, service)];
}
