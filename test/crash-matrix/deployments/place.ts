import { catalog } from '../../../functions/catalog.ts';
import { type Definition, kebab } from '../../../functions/operation.ts';
import type { FaultCall } from '../../../sandbox/faults/rule.ts';
import type { Bench } from '../bench.ts';
import { functionOf, isHanded } from '../call-place.ts';
import { callerOf, type Scope } from '../scope.ts';
import type { Journey } from './case.ts';

const SCHEDULED = catalog.flatMap(({ name, triggers = [] }: Definition) =>
  triggers.some(({ type }) => type === 'schedule') ? [kebab(name)] : [],
);
const OF_INCIDENTS = [
  'note-cause',
  'ingest-signals',
  'check-recovery',
  'tell-level',
  'await-acknowledgement',
  'answer-incident',
  'deliver-notifications',
  'machine-recovery',
  'machine-escalation',
];
/** What works on its own schedule, and what incidents make of a deployment that failed: no part of a deployment. */
const APART = new RegExp(`(^|-)(${[...SCHEDULED, ...OF_INCIDENTS].join('|')})$`);

/** The calls of a journey of a deployment. */
export function scopeOf(bench: Bench, journey: Journey): Scope {
  return {
    kindOf,
    phase: () => phaseOf(journey),
    running: (call) => runningExecution(bench, call),
  };
}

function kindOf(call: FaultCall): string | undefined {
  const { client, command, input } = call;
  const caller = callerOf(call);
  if (caller === undefined || APART.test(caller) || APART.test(functionOf(input))) return undefined;
  return `${caller}.${client.replace(/Client$/, '')}.${command}`;
}

/** The part of a journey whose calls are its own: all of the first one, of the others what begins to end them. */
function phaseOf(journey: Journey): (call: FaultCall) => boolean {
  if (journey === 'promoted') return () => true;
  if (journey === 'attended') return isForPeople;
  const begins = journey === 'aborted' ? isAbort : isRestore;
  let open = false;
  return (call) => {
    open ||= begins(call);
    return open;
  };
}

const FOR_PEOPLE = /(await-approval|approve|hold-deployment|pause-deployment|resume-deployment)$/;

/** Calls by, and of, the functions that people's decisions go through. */
function isForPeople({ principal, input }: FaultCall): boolean {
  return FOR_PEOPLE.test(principal) || FOR_PEOPLE.test(functionOf(input));
}

function isAbort({ command, input }: FaultCall): boolean {
  return command === 'Invoke' && functionOf(input).endsWith('abort-deployment');
}

function isRestore(call: FaultCall): boolean {
  return callerOf(call) === 'machine-deployment' && isHanded(call, '"action":"restore"');
}

function runningExecution(
  { account, product }: Bench,
  { principal }: Pick<FaultCall, 'principal'>,
): string | undefined {
  const { deploymentMachine, restoreMachine } = product.environment;
  const running = (machine: string) =>
    account.stepFunctions.executions(machine).find(({ status }) => status === 'RUNNING')?.arn;
  const own = principal.endsWith('machine-deployment') ? running(deploymentMachine) : undefined;
  return own ?? running(restoreMachine) ?? running(deploymentMachine);
}
