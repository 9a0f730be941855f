import { DescribeServicesCommand, ECSClient, type Service } from '@aws-sdk/client-ecs';
import type { EcsServiceProbe } from '../../core/health/probe.ts';
import type { Seen } from '../../core/health/seen.ts';
import type { Context } from '../context.ts';

/** What DescribeServices takes at once. */
export const SERVICES_AT_ONCE = 10;

/** The counts of services of one cluster, by the probes' ids. A service that is not there has the status that ECS says. */
export async function readEcsServices(
  context: Context,
  probes: readonly EcsServiceProbe[],
): Promise<ReadonlyMap<EcsServiceProbe, Seen>> {
  const cluster = probes[0]?.cluster;
  const names = probes.map(({ service }) => service);
  const { services = [], failures = [] } = await context
    .clients(ECSClient)
    .send(new DescribeServicesCommand({ cluster, services: names }));
  const found = new Map(services.map((service) => [service.serviceName, countsOf(service)]));
  const why = new Map(failures.map(({ arn = '', reason = '' }) => [arn.split('/').at(-1), reason]));
  return new Map(probes.map((probe) => [probe, found.get(probe.service) ?? absent(why.get(probe.service))]));
}

function countsOf({ status = '', desiredCount = 0, runningCount = 0, deployments = [] }: Service): Seen {
  const failed = deployments.some(
    ({ status: kind, rolloutState }) => kind === 'PRIMARY' && rolloutState === 'FAILED',
  );
  return { what: 'ecs', status, desired: desiredCount, running: runningCount, failed };
}

function absent(reason: string | undefined): Seen {
  if (reason === 'MISSING') return { what: 'ecs', status: reason, desired: 0, running: 0, failed: false };
  return { what: 'unread', words: `ECS did not tell of it${reason ? `: ${reason}` : ''}.` };
}
