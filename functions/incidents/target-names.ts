import type { Target } from '../../core/services/service.ts';

/**
 * Values of a metric's dimensions that speak of a target and of no other one: names of services and functions, and the
 * last part of target groups' ARNs, as CloudWatch writes them.
 */
export function targetNames(target: Target): string[] {
  if (target.type === 'lambda-alias') return [target.functionName, `${target.functionName}:${target.alias}`];
  return Object.values(target.sides).flatMap(({ service, targetGroup }) => [
    service,
    targetGroup.split(':').at(-1) ?? targetGroup,
  ]);
}
