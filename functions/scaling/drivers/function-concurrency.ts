import {
  DeleteProvisionedConcurrencyConfigCommand,
  GetFunctionConcurrencyCommand,
  GetProvisionedConcurrencyConfigCommand,
  LambdaClient,
  PutFunctionConcurrencyCommand,
  PutProvisionedConcurrencyConfigCommand,
} from '@aws-sdk/client-lambda';
import type { Capacity } from '../../../core/scaling/facts.ts';
import type { ScalingPolicy } from '../../../core/scaling/policy.ts';
import type { RaisedMinimum, Setting } from '../../../core/scaling/setting.ts';
import type { LambdaAliasTarget } from '../../../core/services/service.ts';
import type { Context } from '../../context.ts';
import type { Measured, ScalingDriver } from './driver.ts';
import { readLimits, type ScalableTargetName, writeLimits } from './scalable-target.ts';

/** Environments are made ready within minutes. */
const LEAD_MS = 180_000;
const NOT_CONFIGURED = 'ProvisionedConcurrencyConfigNotFoundException';

/** Environments that an alias keeps ready; none are a capacity of 0. */
export function provisionedConcurrency(
  context: Context,
  target: LambdaAliasTarget,
  metric: ScalingPolicy['metric'],
  raised: RaisedMinimum | undefined,
): ScalingDriver {
  const { functionName: FunctionName, alias: Qualifier } = target;
  const lambda = context.clients(LambdaClient);
  const name: ScalableTargetName = {
    ServiceNamespace: 'lambda',
    ResourceId: `function:${FunctionName}:${Qualifier}`,
    ScalableDimension: 'lambda:function:ProvisionedConcurrency',
  };
  return {
    leadMs: LEAD_MS,
    async read() {
      const [{ requested, available, status }, limits] = await Promise.all([
        readProvisioned(context, target),
        readLimits(context, name, raised),
      ]);
      const words = `${FunctionName}:${Qualifier} is getting ${requested} environments ready, and ${available} are.`;
      return {
        name: `${FunctionName}:${Qualifier}`,
        units: requested,
        ready: available,
        least: 0,
        ...(limits && { limits }),
        ...(status === 'IN_PROGRESS' && { obstacle: { code: 'UNSETTLED', words } as const }),
      };
    },
    async write(setting: Setting) {
      await writeLimits(context, name, setting);
      const { units } = setting;
      if (units === undefined) return;
      if (units === 0)
        await lambda.send(new DeleteProvisionedConcurrencyConfigCommand({ FunctionName, Qualifier }));
      else
        await lambda.send(
          new PutProvisionedConcurrencyConfigCommand({
            FunctionName,
            Qualifier,
            ProvisionedConcurrentExecutions: units,
          }),
        );
    },
    measured: () => measured(target, metric),
  };
}

async function readProvisioned(context: Context, target: LambdaAliasTarget) {
  const { functionName: FunctionName, alias: Qualifier } = target;
  try {
    const found = await context
      .clients(LambdaClient)
      .send(new GetProvisionedConcurrencyConfigCommand({ FunctionName, Qualifier }));
    return {
      requested: found.RequestedProvisionedConcurrentExecutions ?? 0,
      available: found.AvailableProvisionedConcurrentExecutions ?? 0,
      status: found.Status,
    };
  } catch (error) {
    if ((error as Error).name !== NOT_CONFIGURED) throw error;
    return { requested: 0, available: 0, status: undefined };
  }
}

/** How much of a function may run at once, whatever the alias; nothing is set until somebody sets it. */
export function reservedConcurrency(
  context: Context,
  target: LambdaAliasTarget,
  metric: ScalingPolicy['metric'],
): ScalingDriver {
  const { functionName: FunctionName } = target;
  const lambda = context.clients(LambdaClient);
  return {
    leadMs: 0,
    async read(): Promise<Capacity> {
      const { ReservedConcurrentExecutions: units } = await lambda.send(
        new GetFunctionConcurrencyCommand({ FunctionName }),
      );
      return { name: FunctionName, units, ready: units ?? 0, least: 0 };
    },
    async write({ units }) {
      if (units === undefined) return;
      await lambda.send(
        new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: units }),
      );
    },
    measured: () => measured(target, metric),
  };
}

/** What runs at once, in percent of what may, or is ready. */
function measured(
  { functionName, alias }: LambdaAliasTarget,
  metric: ScalingPolicy['metric'],
): Measured | undefined {
  if (metric !== 'concurrency') return undefined;
  const dimensions = { FunctionName: functionName, Resource: `${functionName}:${alias}` };
  return {
    queries: [
      { id: 'scaled', namespace: 'AWS/Lambda', metric: 'ConcurrentExecutions', dimensions, stat: 'Maximum' },
    ],
    readingOf: (value, units) => {
      const running = value('scaled');
      return running === undefined ? undefined : (running * 100) / Math.max(1, units);
    },
  };
}
