import type { z } from 'zod';
import type { Facts } from '../../core/performance/facts.ts';
import type { Optimization } from '../../core/performance/optimization.ts';
import type { analysed, optimization } from './fields.ts';

/** An optimization as callers see it. */
export function optimizationView(service: string, one: Optimization): z.input<typeof optimization> {
  const { id, rule, action, state, at, by, realised } = one;
  return {
    service,
    optimizationId: id,
    rule,
    action,
    state: state.name,
    ...('version' in state && state.version !== undefined && { version: state.version }),
    ...('deploymentId' in state && { deploymentId: state.deploymentId }),
    ...('why' in state && { words: state.why }),
    at,
    by,
    ...(realised && { realised: [...realised] }),
  };
}

export function settingView({ setting }: Facts): z.input<typeof analysed>['setting'] {
  const { memoryMb } = setting;
  if (setting.type === 'function')
    return { version: setting.version, memoryMb, timeoutSeconds: setting.timeoutSeconds };
  const version = setting.taskDefinition.split('/').at(-1) ?? setting.taskDefinition;
  return { version, memoryMb, cpu: setting.cpu, tasks: setting.count };
}
