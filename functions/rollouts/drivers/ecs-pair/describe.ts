import { DescribeTaskDefinitionCommand, ECSClient, type Service } from '@aws-sdk/client-ecs';
import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { EcsPairTarget, PinnedVersion, ServiceRecord, Side } from '../../../../core/services/service.ts';
import type { Context } from '../../../context.ts';
import type { Description } from '../../driver.ts';
import { readArm } from './arms.ts';
import { readActions, shareOf } from './production.ts';
import { capacityOf, healthyTargets, readServices } from './tasks.ts';
import { pin } from './version.ts';

const RECENT_MS = 15 * 60_000;

/** The real weights, health, versions and traffic, and what of them forbids a deployment. */
export async function describe(
  context: Context,
  service: ServiceRecord & { target: EcsPairTarget },
  version: string,
): Promise<Description> {
  const { target } = service;
  const [actions, services] = await Promise.all([
    readActions(context, target),
    readServices(context, target),
  ]);
  const live: Side = shareOf(actions, target, 'blue') >= shareOf(actions, target, 'green') ? 'blue' : 'green';
  const pinned = await pin(context, service, version, services[live].taskDefinition ?? '');
  const healthy = (await healthyTargets(context, target, live)).length;
  const traffic = await recentTraffic(context, target, live);
  return {
    pinned,
    serving: await serving(context, service, services[live]),
    capacity: capacityOf(services[live]),
    obstacles: [...split(shareOf(actions, target, live), services[live]), ...stickiness(actions)],
    ailments: ailments(healthy, services[live]),
    ...traffic,
  };
}

function split(share: number, { serviceName = 'The live service' }: Service): string[] {
  if (share === 100) return [];
  return [`${serviceName} has ${share}% of the traffic; exactly one side must serve all of it.`];
}

function ailments(
  healthy: number,
  { serviceName = 'The live service', deployments = [] }: Service,
): string[] {
  return [
    ...(healthy > 0 ? [] : [`${serviceName} has no healthy target.`]),
    ...(deployments.length <= 1 ? [] : [`${serviceName} is being deployed by somebody else.`]),
  ];
}

/** A sticky session keeps its caller on one version whatever the weights say. */
function stickiness(actions: readonly Action[]): string[] {
  const sticky = actions.some(({ ForwardConfig }) => ForwardConfig?.TargetGroupStickinessConfig?.Enabled);
  return sticky ? ['The production listener has sticky sessions, which defeat weights; turn them off.'] : [];
}

/** The running version, pinned to its task definition whatever its tag says by now. */
async function serving(
  context: Context,
  { target, versionSource }: ServiceRecord & { target: EcsPairTarget },
  live: Service,
): Promise<PinnedVersion> {
  const taskDefinition = live.taskDefinition ?? '';
  const label = taskDefinition.split('/').at(-1) ?? taskDefinition;
  if (versionSource.type === 'task-definition') return { kind: 'task-definition', label, taskDefinition };
  const found = await context.clients(ECSClient).send(new DescribeTaskDefinitionCommand({ taskDefinition }));
  const container = found.taskDefinition?.containerDefinitions?.find(({ name }) => name === target.container);
  return { kind: 'image', label, image: container?.image ?? '', taskDefinition };
}

async function recentTraffic(context: Context, target: EcsPairTarget, side: Side) {
  const from = context.clock.now() - RECENT_MS;
  const minutes = (await readArm(context, target, side, { from, limits: [] })).filter(
    ({ requests }) => requests !== null,
  );
  const requests = minutes.reduce((sum, minute) => sum + (minute.requests ?? 0), 0);
  if (requests === 0) return { requestsPerMinute: null, errorShare: null };
  const bad = minutes.reduce((sum, { errors, connectionErrors }) => sum + errors + connectionErrors, 0);
  return { requestsPerMinute: requests / minutes.length, errorShare: bad / requests };
}
