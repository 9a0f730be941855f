import { CloudWatchClient, PutMetricAlarmCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import type { Experiment } from '../../core/chaos/experiment.ts';
import { armDeadman, disarmDeadman } from '../../functions/chaos/deadman.ts';
import { faultGroupName } from '../../functions/chaos/direct/fault-group.ts';
import { startRestoring, stopChaos } from '../../functions/chaos/execution.ts';
import { readChaos } from '../../functions/chaos/store.ts';
import { experimentsOf } from '../../lib/manifest/experiments.ts';
import { until } from '../../sandbox/clock/until.ts';
import { manageTasks } from '../../sandbox/fis/managed-tasks.ts';
import type { Installation } from '../flows/installation.ts';
import { pricing } from '../flows/pricing.ts';
import { ENVIRONMENT } from '../flows/service.ts';
import { runStep } from '../flows/step.ts';
import { storefront } from '../flows/storefront.ts';

/** The product's own experiments, and one that looks everywhere. */
export const EXPERIMENTS: readonly Experiment[] = [
  ...experimentsOf(),
  {
    name: 'looks-everywhere',
    summary: 'Stops a task, and reads everything that can be read.',
    hypothesis: [
      { name: 'healthy', type: 'metric', metric: 'healthyTargets', tolerance: '>= 1' },
      { name: 'lines', type: 'log-query', logGroup: '/lab', pattern: 'FATAL', tolerance: '= 0' },
      { name: 'burn', type: 'slo-burn', tolerance: '< 10' },
      { name: 'any', type: 'http', path: '/', expectStatus: 200, requests: 1, tolerance: '>= 0' },
    ],
    method: [{ fault: 'task-stop', scope: { count: 1 }, intensity: 100, durationSeconds: 60 }],
    stop: { errorRate: '< 99%' },
    rollbacks: { withinSeconds: 60 },
    minRequests: 1,
  },
];

const metric = (name: string) =>
  `{ metricSource: { type: CloudWatch, spec: { namespace: Lab, metricName: ${name}, stat: Sum } } }`;
const OBJECTIVE = `apiVersion: openslo/v1
kind: SLO
metadata: { name: lab }
spec:
  service: lab
  indicator:
    metadata: { name: lab-errors }
    spec: { ratioMetric: { bad: ${metric('Bad')}, total: ${metric('All')} } }
  objectives: [{ target: 0.99 }]
`;

const ALARM = 'lab-alarm';
const MINUTE_MS = 60_000;
/** As many attempts as there are at taking back. */
const ATTEMPTS = [1, 2, 3, 4, 5];

/** Experiments of every kind of injector, stopped, dead and unrecovered ones among them. */
export async function chaos(installation: Installation): Promise<void> {
  const { account, clock, context, as, developer } = installation;
  await prepare(installation);
  await developer.set_slo({ environment: ENVIRONMENT, document: OBJECTIVE });
  const begin = async (experiment: string, service: string) => {
    const { run } = await developer.run_chaos_test({ experiment, environment: ENVIRONMENT, service });
    return run?.experimentId ?? '';
  };
  const reach = (id: string, ...names: string[]) =>
    until(
      clock,
      `${id} is ${names.join(' or ')}`,
      async () => [...names, 'ENDED'].includes((await readChaos(context, id)).state.name),
      { every: 1_000, within: 90 * MINUTE_MS },
    );
  const end = async (id: string) => {
    await reach(id, 'ENDED');
    await clock.advanceBy(12 * MINUTE_MS);
  };
  await as('operator').check_chaos_preparation({ environment: ENVIRONMENT, service: 'lab' });
  await as('viewer').list_experiments({ environment: ENVIRONMENT, service: 'lab' });
  // A deadman that has struck is made anew by whoever comes next.
  const undead = async (experiment: string, service: string) => {
    const id = await begin(experiment, service);
    await disarmDeadman(context, id);
    await end(id);
    return id;
  };
  await undead('error-injection', 'lab');
  await undead('error-injection', 'lab-rule');
  account.fis.withdrawn.add('aws:ecs:stop-task');
  for (const experiment of ['task-stop', 'memory-stress', 'looks-everywhere'])
    await end(await begin(experiment, 'lab'));
  await undead('latency', 'lab-rule');
  account.lambda.reserveConcurrency('lab-prices', 50);
  await end(await begin('lambda-throttle', 'lab-prices'));
  account.lambda.reserveConcurrency('lab-prices', undefined);
  await end(await begin('lambda-throttle', 'lab-prices'));
  await end(await begin('lambda-delay', 'lab-prices'));
  const stopped = await begin('cpu-stress', 'lab');
  await reach(stopped, 'INJECTED');
  await as('operator').stop_chaos_test({ experimentId: stopped });
  await reach(stopped, 'RECOVERING');
  await runStep(installation, 'conclude_chaos_test', { experimentId: stopped, unrecovered: true });
  await clock.advanceBy(12 * MINUTE_MS);
  const dead = await begin('disk-stress', 'lab-rule');
  await reach(dead, 'INJECTED');
  const record = await readChaos(context, dead);
  await disarmDeadman(context, dead);
  for (const attempt of ATTEMPTS) {
    await startRestoring(context, record, attempt);
    await stopChaos(context, `${dead}.${attempt}`, 'A test.');
  }
  await runStep(installation, 'recover_chaos_test', { experimentId: dead, cause: 'DEADLINE_PASSED' });
  await struck(installation);
  await clock.advanceBy(40 * MINUTE_MS);
  await as('viewer').list_experiments({ environment: ENVIRONMENT, service: 'lab' });
  await as('viewer').list_chaos_tests({ regressions: true });
  await as('viewer').list_chaos_tests({ environment: ENVIRONMENT, service: 'lab' });
  await as('viewer').get_chaos_test({ experimentId: dead });
}

/** A deadman strikes for an experiment that there never was. */
async function struck({ context, clock }: Installation): Promise<void> {
  await armDeadman(context, 'exp-0000000000', clock.now() + MINUTE_MS);
}

async function prepare(installation: Installation): Promise<void> {
  const { account, context, clock } = installation;
  const cloudWatch = context.clients(CloudWatchClient);
  await cloudWatch.send(
    new PutMetricAlarmCommand({
      AlarmName: ALARM,
      Namespace: 'Lab',
      MetricName: 'Complaints',
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'ignore',
    }),
  );
  const registration = { alarms: [ALARM] };
  const pair = { desiredCount: 3, targetTracking: false, prepared: true, registration } as const;
  await storefront(installation, { name: 'lab', ...pair });
  await storefront(installation, { name: 'lab-rule', production: 'rule', ...pair });
  await pricing(installation, { name: 'lab-prices', prepared: true, registration });
  for (const name of ['lab', 'lab-rule']) {
    account.users.elbv2.createTargetGroup({
      name: faultGroupName(name),
      port: 8080,
      tags: { 'operate:service': name },
    });
    manageTasks(account.ssm, account.users.ecs, name);
  }
  account.scope.log('/lab', 'lab', 'INFO nothing happens');
  const ok = { AlarmName: ALARM, StateValue: 'OK', StateReason: 'Set by hand.' } as const;
  await cloudWatch.send(new SetAlarmStateCommand(ok));
  await clock.advanceBy(10 * MINUTE_MS);
}
