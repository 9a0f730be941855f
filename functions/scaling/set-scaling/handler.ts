import { InvalidInput, type Violation } from '../../../core/errors.ts';
import { COOLDOWN_SECONDS, type ScalingPolicy } from '../../../core/scaling/policy.ts';
import type { Context } from '../../context.ts';
import { violationsOf } from '../../freezes/set-freeze/check-windows.ts';
import type { Handler } from '../../operation.ts';
import { findService } from '../../services/store.ts';
import { defaultResource } from '../drivers/driver-of.ts';
import { subjectOf } from '../facts.ts';
import { policyShownOf } from '../policy-shown.ts';
import { readScaling, type StoredScaling, saveScaling } from '../store.ts';
import type { definition } from './definition.ts';

type Input = Parameters<Handler<typeof definition>>[0];

export const handler: Handler<typeof definition> = async (input, context) => {
  const { environment, service, remove, dryRun } = input;
  if ((input.policy === undefined) === !remove)
    throw wrong([
      { field: 'policy', problem: 'has to be given, or remove, and not both', allowed: 'one of the two' },
    ]);
  const before = await readScaling(context, input);
  const policy = input.policy && (await policyOf(context, input, input.policy));
  const { policy: _policy, ...rest } = before;
  const after: StoredScaling = { ...rest, ...(policy && { policy }) };
  const findings = policy ? await findingsOf(context, after, policy) : [];
  const answer = {
    environment,
    service,
    applied: !dryRun,
    ...(policy && { policy: policyShownOf(policy) }),
    ...(before.policy && { before: policyShownOf(before.policy) }),
    findings,
  };
  const words = policy
    ? `Set: ${policy.metric} ${policy.target}, ${policy.min} to ${policy.max} units.`
    : 'The policy was removed.';
  if (!dryRun) await saveScaling(context, before, after, { words, answer });
  return answer;
};

/** @throws InvalidInput for what contradicts itself, NotFound for a service that is not registered */
async function policyOf(
  context: Context,
  { environment, service }: Input,
  said: NonNullable<Input['policy']>,
): Promise<ScalingPolicy> {
  const { cooldown, costCap, resource, ...fields } = said;
  const violations = violationsIn(said);
  if (violations.length > 0) throw wrong(violations);
  const record = resource ? undefined : await findService(context, environment, service);
  return {
    ...fields,
    resource: resource ?? (record ? defaultResource(record).resource : { type: 'ecs-service' }),
    cooldownSeconds: cooldown ?? COOLDOWN_SECONDS,
    ...(costCap && { cost: costCap }),
  };
}

function violationsIn({ min, max, metric, target, schedules }: NonNullable<Input['policy']>): Violation[] {
  const found: Violation[] = [];
  if (min > max)
    found.push({
      field: 'policy.min',
      problem: `is ${min}, above the maximum of ${max}`,
      allowed: `0 to ${max}`,
    });
  if (metric !== 'requests' && target > 100)
    found.push({ field: 'policy.target', problem: `is ${target} percent of a unit`, allowed: '1 to 100' });
  for (const [index, { window, min: floor }] of schedules.entries()) {
    const at = `policy.schedules.${index}`;
    found.push(...violationsOf(window).map((one) => ({ ...one, field: `${at}.window.${one.field}` })));
    if (floor > max)
      found.push({
        field: `${at}.min`,
        problem: `is ${floor}, above the maximum of ${max}`,
        allowed: `0 to ${max}`,
      });
  }
  return found;
}

/** What AWS says of the resource; it has to be there, and to have the metric. */
async function findingsOf(context: Context, record: StoredScaling, policy: ScalingPolicy): Promise<string[]> {
  const { driver } = await subjectOf(context, record);
  const capacity = await driver.read();
  const { name, units, limits } = capacity;
  if (!capacity.obstacle && !driver.measured(capacity))
    throw wrong([
      {
        field: 'policy.metric',
        problem: `${policy.metric} is not measured of ${name}`,
        allowed: 'a metric that AWS has of it',
      },
    ]);
  const outside = units !== undefined && (units < policy.min || units > policy.max);
  return [
    ...(capacity.obstacle ? [capacity.obstacle.words] : []),
    ...(outside
      ? [
          `${name} has ${units} units, outside of ${policy.min} to ${policy.max}: the next look moves it there.`,
        ]
      : []),
    ...(limits && policy.max > limits.max
      ? [`AWS allows ${limits.max} units at most: its limit counts.`]
      : []),
    ...(limits && policy.min < limits.min
      ? [`AWS allows no fewer than ${limits.min} units: its limit counts.`]
      : []),
    ...(limits?.owned
      ? ['Policies of AWS scale it as well: only the minimum under them is raised and lowered.']
      : []),
  ];
}

function wrong(violations: readonly Violation[]): InvalidInput {
  const [first] = violations;
  return new InvalidInput(`${first?.field} ${first?.problem}.`, { violations });
}
