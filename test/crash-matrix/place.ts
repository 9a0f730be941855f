import { GATEWAY } from '../../sandbox/account/product-api.ts';
import { EVENTS_PRINCIPAL } from '../../sandbox/account/target-calls.ts';
import type { FaultCall } from '../../sandbox/faults/rule.ts';
import type { CallPlace, Journey } from './case.ts';

const OURS = /:role\/operate-(?:run-)?(.+)$/;
/** What works on its own schedule, and what incidents make of a deployment that failed: no part of a deployment. */
const APART =
  /(^|-)(anchor-audit|ingest-signals|check-recovery|tell-level|await-acknowledgement|answer-incident|deliver-notifications|machine-recovery|machine-escalation)$/;

function principalOf(arn: string): string | undefined {
  if (arn === EVENTS_PRINCIPAL) return 'events';
  if (arn === GATEWAY) return 'gateway';
  return OURS.exec(arn)?.[1];
}

/** What makes calls equal for a `CallPlace`; undefined for calls that are no part of a deployment. */
export function kindOf({ principal, client, command, input }: FaultCall): string | undefined {
  const caller = principalOf(principal);
  if (caller === undefined || APART.test(caller) || APART.test(functionOf(input))) return undefined;
  return `${caller}.${client.replace(/Client$/, '')}.${command}`;
}

export function kindOfPlace({ principal, client, command }: CallPlace): string {
  return `${principal}.${client}.${command}`;
}

/** The function that an invocation names, without its version; empty for other calls. */
export function functionOf(input: unknown): string {
  return String((input as { FunctionName?: unknown }).FunctionName ?? '').replace(/:\d+$/, '');
}

/**
 * The part of a journey whose calls are its own: all of the first one, of the others what begins to end them. To be
 * asked of every call in turn.
 */
export function phaseOf(journey: Journey): (call: FaultCall) => boolean {
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
  return principalOf(call.principal) === 'machine-deployment' && isHanded(call, '"action":"restore"');
}

/** Whether a function is invoked with a task token. */
export function handsOutToken(call: FaultCall): boolean {
  return isHanded(call, '"token":');
}

function isHanded({ command, input }: FaultCall, text: string): boolean {
  if (command !== 'Invoke') return false;
  const { Payload } = input as { Payload?: Uint8Array };
  return Buffer.from(Payload ?? []).includes(text);
}
