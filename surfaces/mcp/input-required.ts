import { isObject, type Json } from './json-rpc.ts';

/** A request that the client has to answer before the call can go on. */
export interface InputRequest {
  readonly method: 'elicitation/create' | 'sampling/createMessage' | 'roots/list';
  readonly params: Json;
}

/** A result that asks for more. */
export function inputRequired(
  inputRequests: Readonly<Record<string, InputRequest>>,
  requestState?: string,
): Json {
  return {
    resultType: 'input_required',
    inputRequests,
    ...(requestState !== undefined && { requestState }),
  };
}

/** What the client answered to one of the requests, if it did. */
export function inputResponse({ inputResponses }: Json, name: string): Json | undefined {
  const answer =
    isObject(inputResponses) && Object.hasOwn(inputResponses, name) ? inputResponses[name] : undefined;
  return isObject(answer) ? answer : undefined;
}
