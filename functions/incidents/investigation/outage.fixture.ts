import {
  CloudWatchClient,
  PutMetricAlarmCommand,
  type PutMetricAlarmCommandInput,
} from '@aws-sdk/client-cloudwatch';
import { register } from '../../../bench/incidents/registration.ts';
import { Topology } from '../../../bench/incidents/topology.ts';
import type { WorkloadFault } from '../../../sandbox/workloads/fault.ts';
import { openSystem } from '../../../sandbox/workloads/open-system.ts';
import { ENVIRONMENT } from '../../../test/flows/service.ts';
import { house, MINUTE_MS } from '../incidents.fixture.ts';

const PAIR = { type: 'ecs-pair', tasks: 2, maxTasks: 4, fullLoad: 80 } as const;

/** A shop that needs a cart and prices; the cart needs a stock keeper. Reports have nothing to do with it. */
const TOPOLOGY = Topology.parse({
  words: 'A shop and what it needs.',
  services: {
    shop: { ...PAIR, dependsOn: ['cart', 'prices'] },
    cart: { ...PAIR, dependsOn: ['stock'] },
    stock: PAIR,
    prices: { type: 'lambda-alias' },
    reports: PAIR,
  },
  entries: { shop: 20, reports: 5 },
});

/** Minutes for which all was well; before that there was nothing. */
const WELL_MINUTES = 60;

/** A house in which a system of several services has served well for an hour, with an alarm on its front. */
export async function shopUnderLoad() {
  const shop = await house();
  const { account, clock, context, installation } = shop;
  const { users, lambda } = account;
  const system = await openSystem(TOPOLOGY, { users, lambda });
  await clock.advanceBy(MINUTE_MS);
  for (const [service, perSecond] of Object.entries(TOPOLOGY.entries)) system.setLoad(service, perSecond);
  await register(installation, { topology: TOPOLOGY }, system);
  await clock.advanceBy(WELL_MINUTES * MINUTE_MS);
  const alarm: PutMetricAlarmCommandInput = {
    AlarmName: 'shop-failures',
    Namespace: 'AWS/ApplicationELB',
    MetricName: 'HTTPCode_Target_5XX_Count',
    Dimensions: Object.entries(system.pair('shop').balancerDimensions).map(([Name, Value]) => ({
      Name,
      Value,
    })),
    Statistic: 'Sum',
    Period: 60,
    EvaluationPeriods: 2,
    Threshold: 30,
    ComparisonOperator: 'GreaterThanThreshold',
    TreatMissingData: 'notBreaching',
    Tags: Object.entries({ environment: ENVIRONMENT, service: 'shop', severity: 'high' }).map(
      ([name, Value]) => ({ Key: `operate:${name}`, Value }),
    ),
  };
  await context.clients(CloudWatchClient).send(new PutMetricAlarmCommand(alarm));
  return {
    ...shop,
    system,
    /** Begins a fault, and lets so many minutes pass. */
    async suffer(fault: WorkloadFault, minutes: number) {
      const begun = system.begin(fault);
      await clock.advanceBy(minutes * MINUTE_MS);
      return begun;
    },
    /** The incident that a person opens. */
    async report(service: string): Promise<string> {
      const { incident } = await shop.as('operator').manage_incident({
        action: 'create',
        title: `${service} is broken`,
        environment: ENVIRONMENT,
        affectedServices: [service],
      });
      return incident.incidentId;
    },
  };
}

export type ShopUnderLoad = Awaited<ReturnType<typeof shopUnderLoad>>;
