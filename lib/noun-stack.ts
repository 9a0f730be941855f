import { type aws_lambda as lambda, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Environment } from '../functions/environment.ts';
import { makeAlarm } from './alarms.ts';
import { nounAlarms } from './manifest/alarm-plans.ts';
import type { Machine } from './manifest/machines.ts';
import type { FunctionPlan, Manifest } from './manifest/manifest.ts';
import { makeRule, makeSchedule } from './noun/listeners.ts';
import { makeFunction } from './noun/operation-function.ts';
import { makeQueue } from './noun/queue.ts';
import { makeMachine } from './noun/state-machine.ts';
import type { ManifestProps } from './platform-stack.ts';

export interface NounProps extends ManifestProps {
  /** Plural folder of the operations, such as `deployments`. */
  readonly noun: string;
  readonly environment: Environment;
  /** The package of an operation's function. */
  readonly code: (plan: FunctionPlan) => lambda.Code;
}

/**
 * Everything of one noun: a function per operation, the machines that call them, what calls them by itself, and the
 * alarms about them. What it needs of other stacks it knows by name.
 */
export class NounStack extends Stack {
  constructor(scope: Construct, id: string, props: NounProps) {
    const { manifest, noun, environment: _names, code: _packages, ...stackProps } = props;
    super(scope, id, stackProps);
    const plans = manifest.functions.filter((plan) => plan.noun === noun);
    const functions = new Map(plans.map((plan) => [plan.operation, makeFunction(this, plan, props)]));
    for (const machine of manifest.machines)
      if (nounOf(machine, manifest) === noun) makeMachine(this, machine, manifest.naming, functions);
    for (const plan of nounAlarms(manifest, noun)) makeAlarm(this, plan, manifest);
    for (const rule of manifest.rules) {
      const target = functions.get(rule.operation);
      if (target) makeRule(this, rule, manifest, target);
    }
    for (const schedule of manifest.schedules) {
      const target = functions.get(schedule.operation);
      if (target) makeSchedule(this, schedule, manifest, target);
    }
    for (const queue of manifest.queues) {
      const target = functions.get(queue.operation);
      if (target) makeQueue(this, queue, manifest, target);
    }
  }
}

/**
 * The noun whose functions a machine calls: a published version is known to its own stack only.
 * @throws Error for a machine that calls functions of several nouns, or none
 */
function nounOf({ name, calls }: Machine, { functions }: Manifest): string {
  const called = functions.filter(({ operation }) => calls.functions.includes(operation));
  const [noun, ...others] = new Set(called.map((plan) => plan.noun));
  if (noun === undefined || others.length > 0)
    throw new Error(
      `The machine ${name} has to call functions of one noun, not of ${called.length === 0 ? 'none' : [noun, ...others].join(' and ')}.`,
    );
  return noun;
}
