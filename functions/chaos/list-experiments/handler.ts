import type { Experiment, Scope } from '../../../core/chaos/experiment.ts';
import { FAULTS } from '../../../core/chaos/fault.ts';
import type { Handler } from '../../operation.ts';
import { knownExperiments } from '../known-experiments.ts';
import type { definition } from './definition.ts';

export const handler: Handler<typeof definition> = async ({ fault }, context) => ({
  experiments: knownExperiments(context)
    .filter(({ method: [method] }) => fault === undefined || method.fault === fault)
    .map(shown),
});

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
