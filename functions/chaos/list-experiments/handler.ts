import type { Experiment, Scope } from '../../../core/chaos/experiment.ts';
import { FAULTS } from '../../../core/chaos/fault.ts';
import type { StoredChaos } from '../../../core/chaos/record.ts';
import type { Handler } from '../../operation.ts';
import { wrongField } from '../../record-list.ts';
import { knownExperiments } from '../known-experiments.ts';
import { listChaos } from '../store.ts';
import type { definition } from './definition.ts';

/** Runs of a service that are looked through for how each experiment last came out. */
const LATELY = 100;

export const handler: Handler<typeof definition> = async ({ fault, environment, service }, context) => {
  if (service !== undefined && environment === undefined)
    throw wrongField('environment', 'is missing', 'an environment, when a service is named');
  const known = environment !== undefined && service !== undefined;
  const { records } = known ? await listChaos(context, { environment, service }, LATELY) : { records: [] };
  return {
    experiments: knownExperiments(context)
      .filter(({ method: [method] }) => fault === undefined || method.fault === fault)
      .map((experiment) => ({ ...shown(experiment), ...lastOf(experiment, records) })),
  };
};

function lastOf({ name }: Experiment, records: readonly StoredChaos[]) {
  const last = records.find(({ experiment, state }) => experiment.name === name && state.name === 'ENDED');
  return last?.state.name === 'ENDED' ? { lastVerdict: last.state.verdict, lastAt: last.state.at } : {};
}

function shown({ name, summary, target, hypothesis, method: [method] }: Experiment) {
  const { fault, scope, intensity, durationSeconds } = method;
  return {
    name,
    summary,
    fault,
    targets: FAULTS[fault].target,
    ...(target && { environment: target.environment, service: target.service }),
    scope: scopeWords(scope),
    intensity,
    durationSeconds,
    hypothesis: hypothesis.map((probe) => `${probe.name}: ${probe.type} ${probe.tolerance}`),
    needsPreparation: FAULTS[fault].prepared,
  };
}

function scopeWords(scope: Scope): string {
  return 'count' in scope ? `${scope.count} ${scope.count === 1 ? 'task' : 'tasks'}` : `${scope.percent}%`;
}
