import { digest } from '../../core/canonical.ts';
import { visible } from './fence.ts';
import { type InputRequest, inputRequired, inputResponse } from './input-required.ts';
import { CODE, type Json, RpcError } from './json-rpc.ts';
import type { RequestStates } from './request-state.ts';

/** How much of an input a person is shown. */
const SHOWN = 1_500;

export interface Question {
  readonly caller: string;
  readonly operation: string;
  readonly title: string;
  readonly input: Json;
  /** The idempotency key of the call, once it is allowed. */
  readonly key: string;
}

/** What became of a question: it has to be asked first, a person said no, or the call may go on under this key. */
export type Confirmed = { readonly ask: Json } | { readonly refused: string } | { readonly key: string };

/**
 * Lets a call go on only after a person has said yes to exactly it. The key of the call travels in the signed state:
 * whoever sends the same yes twice has asked for the same change twice, which is done once.
 * @throws RpcError for a state that was changed or belongs to something else
 */
export function confirmed(params: Json, question: Question, states: RequestStates): Confirmed {
  const { caller, operation, input, key } = question;
  const bound = { caller, request: digest({ operation, input }) };
  const answer = inputResponse(params, 'confirm');
  if (!answer || params['requestState'] === undefined)
    return { ask: inputRequired({ confirm: request(question) }, states.seal(bound, { key })) };
  const carried = states.open(params['requestState'], bound);
  if (answer['action'] !== 'accept')
    return { refused: `A person said ${String(answer['action']).slice(0, 20)}.` };
  const content = answer['content'] as Json | undefined;
  return content?.['confirm'] === true
    ? { key: String(carried['key']) }
    : { refused: 'A person did not confirm.' };
}

/** @throws RpcError for a client that cannot ask its user */
export function assertCanAsk(client: Json): void {
  if (client['elicitation']) return;
  throw new RpcError(
    CODE.capability,
    'This tool needs the word of a person: a client that supports elicitation',
    {
      status: 400,
      data: { requiredCapabilities: { elicitation: {} } },
    },
  );
}

function request({ title, caller, input }: Question): InputRequest {
  const shown = visible(input);
  const message = `${title}, as ${caller}, with ${shown.slice(0, SHOWN)}${shown.length > SHOWN ? '...' : ''}?`;
  const confirm = { type: 'boolean', title: 'Do it', description: 'Yes, do exactly this.', default: false };
  return {
    method: 'elicitation/create',
    params: {
      mode: 'form',
      message,
      requestedSchema: { type: 'object', properties: { confirm }, required: ['confirm'] },
    },
  };
}
