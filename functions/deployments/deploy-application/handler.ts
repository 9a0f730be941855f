import { forFix } from '../../../core/rollout/gates.ts';
import { carriedOut } from '../../carried-out.ts';
import type { Handler } from '../../operation.ts';
import { readDeployment } from '../../runs/store.ts';
import { viewOf } from '../../runs/view.ts';
import { resolveService } from '../../services/store.ts';
import { begin, carryOutStart } from '../begin.ts';
import { gatherFacts } from '../facts.ts';
import { objectivesFor } from '../objectives.ts';
import { planAnswer, planFor, type Wish } from '../planning.ts';
import type { definition } from './definition.ts';

type Input = Parameters<Handler<typeof definition>>[0];

const deploy: Handler<typeof definition> = async (input, context) => {
  const service = await resolveService(context, input.environment, input.service);
  const gathered = await gatherFacts(context, service, input.version, input.monitoring?.metrics ?? []);
  const facts = input.fix ? { ...gathered, gates: forFix(gathered.gates) } : gathered;
  const objectives = await objectivesFor(context, service, input.monitoring?.slos ?? []);
  const wish = { ...wishOf(input), objectives };
  const margin = context.environment.metricMarginSeconds;
  const planned = planFor(facts, wish, margin);
  const plan = planAnswer(facts, wish, planned, margin);
  if (input.dryRun) return { plan };
  const begun = await begin(context, facts, wish, planned, (record) => ({
    deployment: viewOf(record),
    plan,
  }));
  return { deployment: viewOf(begun), plan };
};

export const handler = carriedOut(deploy, async ({ deployment }, context) => {
  if (deployment) await carryOutStart(context, await readDeployment(context, deployment.deploymentId));
});

function wishOf({ monitoring, rollbackThreshold, ...input }: Input): Wish {
  return {
    kind: 'deploy',
    strategy: input.strategy,
    ...(input.trafficSplit !== undefined && { trafficSplit: input.trafficSplit }),
    ...(input.steps && { steps: input.steps.map(withoutUndefined) }),
    ...(monitoring?.duration !== undefined && { bakeSeconds: monitoring.duration }),
    criteria: withoutUndefined(monitoring?.successCriteria ?? {}),
    ...(rollbackThreshold !== undefined && { rollbackThresholdPercent: rollbackThreshold }),
    rollbackOnFailure: input.rollbackOnFailure,
    onInsufficient: input.onInsufficient,
    healthCheckTimeoutSeconds: input.healthCheckTimeout,
    ...(input.healthCheck !== undefined && { healthCheck: input.healthCheck }),
    approvalRequired: input.approval ?? false,
  };
}

/** Optional fields that were not given are absent, not undefined. */
function withoutUndefined<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}
