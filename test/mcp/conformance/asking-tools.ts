import { systemClock } from '../../../functions/clock.ts';
import { type InputRequest, inputRequired, inputResponse } from '../../../surfaces/mcp/input-required.ts';
import { CODE, type Json, RpcError } from '../../../surfaces/mcp/json-rpc.ts';
import { requestStates } from '../../../surfaces/mcp/request-state.ts';
import { said } from './content.ts';
import { elicit, sample } from './eliciting-tools.ts';
import type { FixtureTool } from './tools.ts';

const STATES = requestStates('the key of a test', systemClock.now);
const BOUND = { caller: 'conformance', request: 'fixture' };
const seal = (round: number) => STATES.seal(BOUND, { round });

/** The round that a state carries; 0 for a call without one. */
function roundOf({ requestState }: Json): number {
  return requestState === undefined ? 0 : Number(STATES.open(requestState, BOUND)['round']);
}

const NAME = elicit('What is your name?', { name: { type: 'string' } }, ['name']);
const ROOTS: InputRequest = { method: 'roots/list', params: {} };

/** @throws RpcError for responses that are no map of answers */
function checkResponses({ inputResponses }: Json): void {
  if (inputResponses === undefined) return;
  const answers = inputResponses === null ? [null] : Object.values(inputResponses as Json);
  if (answers.some((answer) => typeof answer !== 'object' || answer === null))
    throw new RpcError(CODE.params, 'inputResponses has to map names to answers');
}

/** Asks for everything in `requests` that has not been answered yet. */
function needing(
  description: string,
  requests: Readonly<Record<string, InputRequest>>,
  tell: (answers: Readonly<Record<string, Json>>) => string,
  stateful = false,
): FixtureTool {
  return {
    description,
    call: (_args, params) => {
      checkResponses(params);
      if (stateful) roundOf(params);
      const names = Object.keys(requests);
      const found = names.map((name) => [name, inputResponse(params, name)] as const);
      if (found.every(([, answer]) => answer))
        return said(tell(Object.fromEntries(found) as Record<string, Json>));
      return inputRequired(requests, stateful ? seal(1) : undefined);
    },
  };
}

const nameIn = (answer: Json | undefined) => (answer?.['content'] as Json | undefined)?.['name'];

const STEPS: Readonly<Record<string, InputRequest>>[] = [
  { step1: elicit('Step 1: What is your name?', { name: { type: 'string' } }, ['name']) },
  { step2: elicit('Step 2: What is your favorite color?', { color: { type: 'string' } }, ['color']) },
];

const CONFIRM = { confirm: elicit('Please confirm', { ok: { type: 'boolean' } }, ['ok']) };

/** Tools that answer `input_required` as the suite wants it. */
export const ASKING: Readonly<Record<string, FixtureTool>> = {
  test_input_required_result_elicitation: needing(
    'Asks for a name.',
    { user_name: NAME },
    ({ user_name }) => `Hello, ${nameIn(user_name)}!`,
  ),
  test_input_required_result_sampling: needing(
    'Asks the model.',
    { capital_question: sample('What is the capital of France?', 100) },
    ({ capital_question }) => String((capital_question?.['content'] as Json | undefined)?.['text']),
  ),
  test_input_required_result_list_roots: needing(
    'Asks for roots.',
    { client_roots: ROOTS },
    ({ client_roots }) => JSON.stringify(client_roots?.['roots']),
  ),
  test_input_required_result_request_state: needing('Keeps a state.', CONFIRM, () => 'state-ok', true),
  test_input_required_result_tampered_state: needing('Keeps a state.', CONFIRM, () => 'state-ok', true),
  test_input_required_result_multiple_inputs: needing(
    'Asks for three things.',
    { user_name: NAME, greeting: sample('Generate a greeting', 50), client_roots: ROOTS },
    ({ user_name }) => `All there, ${nameIn(user_name)}.`,
    true,
  ),
  test_input_required_result_multi_round: {
    description: 'Asks twice.',
    call: (_args, params) => {
      const round = roundOf(params);
      const requests = STEPS[round];
      return requests ? inputRequired(requests, seal(round + 1)) : said('Both steps are done.');
    },
  },
  test_input_required_result_capabilities: {
    description: 'Asks only what the client can answer.',
    call: (_args, _params, { client }) => {
      const requests = {
        ...(client['sampling'] ? { greeting: sample('Generate a greeting', 50) } : {}),
        ...(client['elicitation'] ? { user_name: NAME } : {}),
      };
      return Object.keys(requests).length > 0 ? inputRequired(requests) : said('Nothing can be asked.');
    },
  },
};
