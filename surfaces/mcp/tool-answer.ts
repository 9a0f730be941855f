import { fenced } from './fence.ts';
import type { Outcome } from './invocation.ts';
import type { Json } from './json-rpc.ts';

/**
 * What an operation answered, as a tool's result: the output as it is for programs, and fenced for agents. A problem
 * is a result too, so that the agent learns what to change.
 */
export function toolAnswer({ status, body }: Outcome, mark: string): Json {
  const content = fenced(body, mark);
  return status < 400 ? { content, structuredContent: body } : { content, isError: true };
}

/** A result that says in our own words why nothing was done. */
export function notDone(words: string): Json {
  return { content: [{ type: 'text', text: `Nothing was done: ${words}` }], isError: true };
}
