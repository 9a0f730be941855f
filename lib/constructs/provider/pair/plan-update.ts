import type { Service } from '@aws-sdk/client-ecs';
import type { Rule } from '@aws-sdk/client-elastic-load-balancing-v2';
import { canonical } from '../../../../core/canonical.ts';
import { SIDES } from '../../../../core/services/pair.ts';
import type { Side } from '../../../../core/services/service.ts';
import { type LivePair, restingSide } from './live.ts';
import type { Capacity, Pair } from './properties.ts';
import { CAPACITY_TAG, capacityText, networkOf } from './requests.ts';

/**
 * What an update of the stack changes of a pair. It has no place for a task definition, a desired count or weights:
 * those are Operate's.
 */
export interface PairUpdate {
  readonly services: readonly { readonly side: Side; readonly grace: boolean; readonly network: boolean }[];
  readonly conditions: boolean;
  readonly priority: boolean;
  /** Limits of the side that serves; `none` takes autoscaling away from both. */
  readonly capacity?: { readonly side: Side; readonly limits: Capacity | 'none' };
}

export type Planned =
  | { readonly type: 'update'; readonly update: PairUpdate }
  | { readonly type: 'refused'; readonly words: string };

/** Decides by what is there and not by what an earlier template said, so that a stack's own rollback undoes nothing twice. */
export function planUpdate(pair: Pair, live: LivePair): Planned {
  const lost = lostPart(live);
  if (lost !== undefined)
    return {
      type: 'refused',
      words: `${lost} of ${pair.service} is not there any more; somebody took it away.`,
    };
  const services = SIDES.map((side) => ({
    side,
    grace: live.services[side]?.healthCheckGracePeriodSeconds !== pair.graceSeconds,
    network: !sameNetwork(live.services[side], pair),
  })).filter(({ grace, network }) => grace || network);
  const scales = appliedCapacity(live) !== capacityText(pair.capacity);
  const resting = restingSide(pair, live);
  const disturbing = [
    ...(services.some(({ network }) => network) ? ['network'] : []),
    ...(scales ? ['capacity'] : []),
  ];
  if (disturbing.length > 0 && resting === undefined)
    return {
      type: 'refused',
      words: `The ${disturbing.join(' and the ')} of ${pair.service} cannot be changed while a deployment moves its traffic; deploy the stack again when that is over.`,
    };
  return {
    type: 'update',
    update: {
      services,
      conditions: !sameConditions(live.rule, pair),
      priority: live.rule?.Priority !== String(pair.priority),
      ...(scales && resting && { capacity: { side: resting, limits: pair.capacity ?? 'none' } }),
    },
  };
}

function lostPart({ rule, services }: LivePair): string | undefined {
  if (!rule) return 'The production rule, or one of its two target groups,';
  return SIDES.every((side) => services[side]) ? undefined : 'An ECS service';
}

function sameNetwork(service: Service | undefined, pair: Pair): boolean {
  const {
    subnets = [],
    securityGroups = [],
    assignPublicIp = 'DISABLED',
  } = service?.networkConfiguration?.awsvpcConfiguration ?? {};
  const wanted = networkOf(pair).awsvpcConfiguration;
  const sorted = (list: readonly string[] | undefined) => [...(list ?? [])].sort();
  return (
    canonical([sorted(subnets), sorted(securityGroups), assignPublicIp]) ===
    canonical([sorted(wanted?.subnets), sorted(wanted?.securityGroups), wanted?.assignPublicIp])
  );
}

function sameConditions(rule: Rule | undefined, { hosts, paths }: Pair): boolean {
  const conditions = rule?.Conditions ?? [];
  const live = [
    conditions.flatMap(({ HostHeaderConfig }) => HostHeaderConfig?.Values ?? []).sort(),
    conditions.flatMap(({ PathPatternConfig }) => PathPatternConfig?.Values ?? []).sort(),
  ];
  return canonical(live) === canonical([hosts.toSorted(), paths.toSorted()]);
}

function appliedCapacity({ services }: LivePair): string | undefined {
  return services.blue?.tags?.find(({ key }) => key === CAPACITY_TAG)?.value;
}
