import type { z } from 'zod';
import type { ScalingPolicy } from '../../core/scaling/policy.ts';
import type { policyShown } from './fields.ts';

/** A policy as callers see it. */
export function policyShownOf(policy: ScalingPolicy): z.input<typeof policyShown> {
  const { resource, metric, target, min, max, predictive, schedules, cost, automatic } = policy;
  return {
    resource: resource.type === 'auto-scaling-group' ? `auto-scaling-group ${resource.group}` : resource.type,
    metric,
    target,
    min,
    max,
    predictive,
    schedules: schedules.map(({ window, min: floor }) => ({
      min: floor,
      words:
        'days' in window
          ? `${window.days.join(', ')} ${window.from} to ${window.to} ${window.timeZone}: ${window.reason}`
          : `${window.from} to ${window.to}: ${window.reason}`,
    })),
    ...(cost && { dollarsADay: cost.dollarsADay }),
    automatic,
  };
}
