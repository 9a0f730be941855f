import type { EcsPairTarget, LambdaAliasTarget, ServiceRecord } from '../services/service.ts';
import { type Finding, unseen } from './finding.ts';
import type { EndpointProbe, FunctionProbe, Probe } from './probe.ts';

export const TIMEOUT_MS = 3_000;
const EXPECTED_STATUS = 200;

export interface Plan {
  readonly probes: readonly Probe[];
  /** What cannot be probed, with the reason. */
  readonly unknown: readonly Finding[];
}

/**
 * All that is looked at of a service: its endpoints, what its traffic is served by, its alarms. Of a pair only the side
 * that is live: the other one may be empty, or be on its way up, and is no trouble of the service.
 */
export function probesOf(service: ServiceRecord): Plan {
  const { target, live } = service;
  const alarms = service.alarms.map((name) => ({ kind: 'alarm' as const, id: `alarm:${name}`, name }));
  const endpoints = endpointsOf(service);
  if (target.type === 'lambda-alias')
    return { probes: [...endpoints, functionOf(target, live?.pinned), ...alarms], unknown: [] };
  const side = live?.side;
  if (side !== undefined) return { probes: [...endpoints, ...sideOf(target, side), ...alarms], unknown: [] };
  const about = { probe: `ecs-service:${target.cluster}`, kind: 'ecs-service' } as const;
  const words = 'Which side of the pair serves is not known; a deployment or a new registration says so.';
  return { probes: [...endpoints, ...alarms], unknown: [unseen(about, words)] };
}

function endpointsOf({ health }: ServiceRecord): EndpointProbe[] {
  const allowed = health?.allowAddresses ?? [];
  return (health?.endpoints ?? []).map(({ url, expectStatus, expectBody, timeoutMs }) => ({
    kind: 'endpoint',
    id: `endpoint:${url}`,
    url,
    expectStatus: expectStatus ?? EXPECTED_STATUS,
    ...(expectBody !== undefined && { expectBody }),
    timeoutMs: timeoutMs ?? TIMEOUT_MS,
    allowed,
  }));
}

function sideOf({ cluster, sides }: EcsPairTarget, side: 'blue' | 'green'): Probe[] {
  const { service, targetGroup } = sides[side];
  const group = targetGroup.split(':targetgroup/').at(-1)?.split('/')[0] ?? targetGroup;
  return [
    { kind: 'target-group', id: `target-group:${group}`, arn: targetGroup },
    { kind: 'ecs-service', id: `ecs-service:${service}`, cluster, service },
  ];
}

function functionOf(
  { functionName, alias, errorMetric }: LambdaAliasTarget,
  pinned: { readonly kind: string; readonly version?: string } | undefined,
): FunctionProbe {
  const probe = { kind: 'function', id: `function:${functionName}`, functionName, alias } as const;
  const version = pinned?.version;
  if (errorMetric.type !== 'custom' || version === undefined) return probe;
  const { namespace, metric, dimensions } = errorMetric;
  const complete = Object.entries(dimensions).map(([name, value]) => [
    name,
    value.replaceAll('{version}', version),
  ]);
  return { ...probe, errors: { namespace, metric, dimensions: Object.fromEntries(complete) } };
}
