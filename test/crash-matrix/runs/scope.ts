import { catalog } from '../../../functions/catalog.ts';
import { machineArnOf } from '../../../functions/environment.ts';
import { kebab } from '../../../functions/operation.ts';
import type { FaultCall } from '../../../sandbox/faults/rule.ts';
import type { Bench } from '../bench.ts';
import { functionOf } from '../call-place.ts';
import { callerOf, type Scope } from '../scope.ts';
import type { Journey } from './journey.ts';

/** They only look, or decide whether there is a run at all. */
const APART = ['answer_incident', 'list_runbooks', 'get_runbook_run'];
/** Functions that a run consists of, and those by which people answer it. */
const FUNCTIONS = new Set(
  catalog
    .filter(({ noun, name }) => noun === 'runbooks' && !APART.includes(name))
    .map(({ name }) => kebab(name))
    .concat('approve', 'reject'),
);
const MACHINE = /^machine-(runbook-.+|undo)$/;

/** The function that a call invokes, as its operation is called; empty for other calls. */
export function invoked({ input }: Pick<FaultCall, 'input'>): string {
  return functionOf(input).split('operate-').at(-1) ?? '';
}

/** The calls of a journey of a run. */
export function scopeOf(bench: Bench, { runbook, phase }: Journey): Scope {
  const running = (machine: string) =>
    bench.account.stepFunctions
      .executions(machineArnOf(bench.product.environment, machine))
      .find(({ status }) => status === 'RUNNING')?.arn;
  const own = `runbook-${runbook.name}`;
  return {
    kindOf,
    phase,
    running: (call) =>
      callerOf(call) === `machine-${own}` ? running(own) : (running('undo') ?? running(own)),
  };
}

function kindOf(call: FaultCall): string | undefined {
  const caller = callerOf(call);
  if (caller === undefined) return undefined;
  const ours = FUNCTIONS.has(caller) || MACHINE.test(caller) || FUNCTIONS.has(invoked(call));
  return ours ? `${caller}.${call.client.replace(/Client$/, '')}.${call.command}` : undefined;
}
