import { SIDES } from '../../sandbox/samples/storefront.ts';
import type { System } from '../../sandbox/workloads/system.ts';

/** Everything of the users' services that somebody may set, by a name that says what and where. */
export type Settings = Readonly<Record<string, string>>;

/** How everything is set at this moment. */
export function settingsOf(system: System): Settings {
  const found: Record<string, string> = {};
  for (const [name, { store }] of system.parts.pairs) {
    for (const side of SIDES) {
      const { serviceName, resourceId } = store.sides[side];
      const { desiredCount } = system.users.ecs.service(store.cluster, serviceName);
      const limits = system.users.autoScaling.targets.get(resourceId);
      found[`${serviceName} tasks`] = String(desiredCount);
      if (limits) found[`${serviceName} limits`] = `${limits.minCapacity} to ${limits.maxCapacity}`;
    }
    found[`${name} weights`] = JSON.stringify(weightsOf(system, store.listenerArn));
  }
  for (const name of system.parts.functions.keys()) {
    found[`${name} concurrency`] = String(system.lambda.reservedConcurrency(name) ?? 'not reserved');
    found[`${name} versions`] = Object.keys(system.lambda.shares(name, 'live')).join(' and ');
  }
  return found;
}

function weightsOf({ users }: System, listenerArn: string): readonly (number | undefined)[] {
  const [action] = users.elbv2.inventory.listener(listenerArn).defaultActions;
  return (action?.ForwardConfig?.TargetGroups ?? []).map(({ Weight }) => Weight);
}

/** Names of what is set otherwise. */
export function changedBetween(one: Settings, other: Settings): readonly string[] {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].filter((name) => one[name] !== other[name]);
}
