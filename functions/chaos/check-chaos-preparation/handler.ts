import type { Method } from '../../../core/chaos/experiment.ts';
import { FAULT_KINDS, FAULTS, type FaultKind } from '../../../core/chaos/fault.ts';
import { faultGroupCdk, functionCdk, functionUnknowns, taskCdk } from '../../../core/chaos/preparation.ts';
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
  return { faults, cdk: cdkFor(context, service, faults) };
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
  const { missing } = plan;
  const unknown = isByExtension(fault) ? functionUnknowns(context.environment.faultRole) : [];
  return { fault, injector, ready: missing.length === 0, missing, unknown };
}

/** FIS reaches functions by way of a bucket, whose policy we may not read. */
function isByExtension(kind: FaultKind): boolean {
  const { target, fisAction } = FAULTS[kind];
  return target === 'lambda-alias' && fisAction !== undefined;
}

function cdkFor(
  { environment }: Context,
  { name, target }: StoredService,
  faults: readonly { readonly fault: FaultKind; readonly ready: boolean }[],
): string[] {
  const lacking = faults.filter(({ ready }) => !ready).map(({ fault }) => fault);
  if (target.type === 'lambda-alias')
    return faults.some(({ fault }) => isByExtension(fault)) ? [functionCdk(name, environment.faultRole)] : [];
  const inTasks = lacking.filter((fault) => fault !== 'error-injection');
  return [
    ...(inTasks.length > 0 ? [taskCdk(name)] : []),
    ...(lacking.includes('error-injection') ? [faultGroupCdk(name, faultGroupName(name))] : []),
  ];
}
