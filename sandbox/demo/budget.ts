import { callOperation } from '../account/caller.ts';
import { until } from '../clock/until.ts';
import { ENVIRONMENT, type Run } from './run.ts';
import type { Step } from './scenario.ts';

/** Budgets are counted every five minutes, of metrics that are some minutes late. */
const LIMIT_MS = 40 * 60_000;
const ASK_MS = 20_000;

/** Promises users that so many percent of the service's requests succeed; without any left, nobody deploys. */
export function promises(percent: number): Step {
  return async (run) => {
    run.say(`a person: set_slo, ${percent}% of requests succeed`);
    await run.ask('set_slo', { environment: ENVIRONMENT, document: objective(run.scenario.name, percent) });
  };
}

function objective(service: string, percent: number): string {
  const source = (metric: string) => ({ metricSource: { type: 'Operate', spec: { metric } } });
  return JSON.stringify({
    apiVersion: 'openslo/v1',
    kind: 'SLO',
    metadata: { name: nameOf(service) },
    spec: {
      service,
      budgetingMethod: 'Occurrences',
      timeWindow: [{ duration: '30d', isRolling: true }],
      indicator: {
        metadata: { name: `${service}-errors` },
        spec: { ratioMetric: { bad: source('errors'), total: source('requests') } },
      },
      objectives: [{ targetPercent: percent }],
    },
  });
}

const nameOf = (service: string) => `${service}-availability`;

/** Waits until the error budget is used up. */
export const untilBudgetSpent: Step = async (run) => {
  const { name: service } = run.scenario;
  const spent = async () => {
    const { objectives } = await run.ask<Tracked>('track_slo', { environment: ENVIRONMENT, service });
    return objectives.some(({ remaining = 1 }) => remaining <= 0);
  };
  const options = { every: ASK_MS, within: LIMIT_MS };
  await until(run.stage.clock, `${service}: the end of the error budget`, spent, options);
};

interface Tracked {
  readonly objectives: readonly { readonly remaining?: number }[];
}

/** Asks for a deployment that must be refused, for lack of budget. */
export function refused(version: string): Step {
  return async (run: Run) => {
    const input = { environment: ENVIRONMENT, service: run.scenario.name, version };
    const { status, body } = await callOperation<Problem>(run.stage.account, 'deploy_application', input);
    const gates = body.violations?.map(({ field }) => field) ?? [];
    run.note({
      invariant: 'budget',
      holds: status === 422 && gates.includes('gate.budget'),
      words: `${version} was answered ${status}: ${gates.join(', ')}`,
    });
    run.say(`deploys ${version}: ${body.detail}`);
  };
}

interface Problem {
  readonly detail?: string;
  readonly violations?: readonly { readonly field: string }[];
}
