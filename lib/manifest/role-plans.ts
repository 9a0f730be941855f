import type { Statement } from '../../functions/operation.ts';
import type { Machine } from './machines.ts';
import type { FunctionPlan, Manifest } from './manifest.ts';
import type { Naming, RoleName } from './resources.ts';
import { functionRuntimeSet, machineRuntimeSet, schedulerRuntimeSet } from './runtime-set.ts';

/** A role as it is made: who takes it on, what its holder declares, and what the platform adds. */
export interface RolePlan extends RoleName {
  readonly service:
    | 'lambda.amazonaws.com'
    | 'states.amazonaws.com'
    | 'scheduler.amazonaws.com'
    | 'fis.amazonaws.com';
  /** Conditions on taking it on, where the service says for whom it does. */
  readonly assumedWhere?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly declared: readonly Statement[];
  readonly runtime: readonly Statement[];
}

export function functionRolePlan(
  { role, functionName, operation }: FunctionPlan,
  { naming, queues }: Pick<Manifest, 'naming' | 'queues'>,
): RolePlan {
  const { statements: declared, ...name } = role;
  const own = queues.filter((queue) => queue.operation === operation);
  return {
    ...name,
    service: 'lambda.amazonaws.com',
    declared,
    runtime: functionRuntimeSet(naming, functionName, own),
  };
}

export function machineRolePlan({ role, arn }: Machine, { account }: Naming): RolePlan {
  const { statements: declared, ...name } = role;
  return {
    ...name,
    service: 'states.amazonaws.com',
    assumedWhere: { StringEquals: { 'aws:SourceAccount': account }, ArnEquals: { 'aws:SourceArn': arn } },
    declared,
    runtime: machineRuntimeSet(),
  };
}

export function schedulerRolePlan({ schedulerRole, scheduleGroup, naming }: Manifest): RolePlan {
  const { statements: declared, ...name } = schedulerRole;
  const { account, region } = naming;
  const group = `arn:aws:scheduler:${region}:${account}:schedule-group/${scheduleGroup}`;
  return {
    ...name,
    service: 'scheduler.amazonaws.com',
    assumedWhere: { StringEquals: { 'aws:SourceAccount': account }, ArnEquals: { 'aws:SourceArn': group } },
    declared,
    runtime: schedulerRuntimeSet(naming),
  };
}

export function faultRolePlan({ faultRole, naming: { account, region } }: Manifest): RolePlan {
  const { statements: declared, ...name } = faultRole;
  return {
    ...name,
    service: 'fis.amazonaws.com',
    assumedWhere: {
      StringEquals: { 'aws:SourceAccount': account },
      ArnLike: { 'aws:SourceArn': `arn:aws:fis:${region}:${account}:experiment/*` },
    },
    declared,
    runtime: [],
  };
}

/** Every role of an installation. */
export function rolePlans(manifest: Manifest): RolePlan[] {
  return [
    ...manifest.functions.map((plan) => functionRolePlan(plan, manifest)),
    ...manifest.machines.map((machine) => machineRolePlan(machine, manifest.naming)),
    schedulerRolePlan(manifest),
    faultRolePlan(manifest),
  ];
}
