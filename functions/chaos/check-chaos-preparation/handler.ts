import type { Method } from '../../../core/chaos/experiment.ts';
import { FAULT_KINDS, FAULTS, type FaultKind } from '../../../core/chaos/fault.ts';
import { faultGroupCdk, functionCdk, taskCdk } from '../../../core/chaos/preparation.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import { readService, type StoredService } from '../../services/store.ts';
import { askInjectors } from '../ask-injectors.ts';
import { faultGroupName } from '../direct/fault-group.ts';
import type { definition } from './definition.ts';

/** A port that stands for any: what is missing does not depend on it. */
const ANY_PORT = 443;

export const handler: Handler<typeof definition> = async ({ environment, service: name }, context) => {
  const service = await readService(context, environment, name);
  const kinds = FAULT_KINDS.filter((kind) => FAULTS[kind].target === service.target.type);
  const faults = await Promise.all(kinds.map((kind) => ask(context, service, kind)));
  return { faults, cdk: cdkFor(service, faults) };
};

async function ask(context: Context, service: StoredService, fault: FaultKind) {
  const method: Method = {
    fault,
    scope: { percent: 100 },
    intensity: 10,
    durationSeconds: 60,
    ...(fault === 'dependency-cut' && { port: ANY_PORT }),
  };
  const { injector, plan } = await askInjectors(context, service, method);
  return { fault, injector, ready: plan.missing.length === 0, missing: plan.missing };
}

function cdkFor(
  { name, target }: StoredService,
  faults: readonly { readonly fault: FaultKind; readonly ready: boolean }[],
): string[] {
  const lacking = faults.filter(({ ready }) => !ready).map(({ fault }) => fault);
  if (target.type === 'lambda-alias')
    return lacking.some((fault) => FAULTS[fault].fisAction !== undefined) ? [functionCdk(name)] : [];
  const inTasks = lacking.filter((fault) => fault !== 'error-injection');
  return [
    ...(inTasks.length > 0 ? [taskCdk(name)] : []),
    ...(lacking.includes('error-injection') ? [faultGroupCdk(name, faultGroupName(name))] : []),
  ];
}
