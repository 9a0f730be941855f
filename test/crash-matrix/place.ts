import { GATEWAY } from '../../sandbox/account/product-api.ts';
import { EVENTS_PRINCIPAL } from '../../sandbox/account/target-calls.ts';
import type { FaultCall } from '../../sandbox/faults/rule.ts';
import type { CallPlace, Journey } from './case.ts';

const OURS = /:role\/operate-(?:run-)?(.+)$/;
/** Works on its own schedule, whatever is deployed. */
const APART = 'anchor-audit';

function principalOf(arn: string): string | undefined {
  if (arn === EVENTS_PRINCIPAL) return 'events';
  if (arn === GATEWAY) return 'gateway';
  return OURS.exec(arn)?.[1];
}

/** What makes calls equal for a `CallPlace`; undefined for calls that are no part of a deployment. */
export function kindOf({ principal, client, command, input }: FaultCall): string | undefined {
  const caller = principalOf(principal);
  if (caller === undefined || caller === APART || functionOf(input).endsWith(APART)) return undefined;
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

function isRestore({ command, input, principal }: FaultCall): boolean {
  if (command !== 'Invoke' || principalOf(principal) !== 'machine-deployment') return false;
  const { Payload } = input as { Payload?: Uint8Array };
  return Buffer.from(Payload ?? []).includes('"action":"restore"');
}
