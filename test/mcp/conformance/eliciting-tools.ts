import { type InputRequest, inputRequired, inputResponse } from '../../../surfaces/mcp/input-required.ts';
import type { Json } from '../../../surfaces/mcp/json-rpc.ts';
import { said } from './content.ts';
import type { FixtureTool } from './tools.ts';

export const elicit = (
  message: string,
  properties: Json,
  required: readonly string[] = [],
): InputRequest => ({
  method: 'elicitation/create',
  params: { mode: 'form', message, requestedSchema: { type: 'object', properties, required } },
});

export const sample = (words: string, maxTokens: number): InputRequest => ({
  method: 'sampling/createMessage',
  params: { messages: [{ role: 'user', content: { type: 'text', text: words } }], maxTokens },
});

/** A tool that asks one thing and tells what it was answered. */
function asking(
  description: string,
  request: (args: Json) => InputRequest,
  tell: (answer: Json) => string,
  inputSchema?: Json,
): FixtureTool {
  return {
    description,
    ...(inputSchema && { inputSchema }),
    call: (args, params) => {
      const answer = inputResponse(params, 'answer');
      return answer ? said(tell(answer)) : inputRequired({ answer: request(args) });
    },
  };
}

const told = ({ action, content }: Json) => `action=${action}, content=${JSON.stringify(content ?? {})}`;
const one = (name: string): Json => ({
  type: 'object',
  properties: { [name]: { type: 'string' } },
  required: [name],
});
const titled = (words: readonly string[]) =>
  words.map((title, index) => ({ const: `value${index + 1}`, title }));

const DEFAULTS = {
  name: { type: 'string', default: 'John Doe' },
  age: { type: 'integer', default: 30 },
  score: { type: 'number', default: 95.5 },
  status: { type: 'string', enum: ['active', 'inactive', 'pending'], default: 'active' },
  verified: { type: 'boolean', default: true },
};

const ENUMS = {
  untitledSingle: { type: 'string', enum: ['option1', 'option2', 'option3'] },
  titledSingle: { type: 'string', oneOf: titled(['First Option', 'Second Option', 'Third Option']) },
  legacyEnum: {
    type: 'string',
    enum: ['opt1', 'opt2', 'opt3'],
    enumNames: ['Option One', 'Option Two', 'Option Three'],
  },
  untitledMulti: { type: 'array', items: { type: 'string', enum: ['option1', 'option2', 'option3'] } },
  titledMulti: { type: 'array', items: { anyOf: titled(['First Choice', 'Second Choice', 'Third Choice']) } },
};

const PERSON = {
  username: { type: 'string', description: "User's response" },
  email: { type: 'string', description: "User's email address" },
};

/** Tools that ask a client for one thing, in either era. */
export const ELICITING: Readonly<Record<string, FixtureTool>> = {
  test_sampling: asking(
    'Asks the model of the client.',
    ({ prompt }) => sample(String(prompt), 100),
    ({ content }) => `LLM response: ${(content as Json | undefined)?.['text']}`,
    one('prompt'),
  ),
  test_elicitation: asking(
    'Asks the user.',
    ({ message }) => elicit(String(message), PERSON, ['username', 'email']),
    (answer) => `User response: ${told(answer)}`,
    one('message'),
  ),
  test_elicitation_sep1034_defaults: asking(
    'Asks with defaults.',
    () => elicit('Please review the defaults', DEFAULTS),
    (answer) => `Elicitation completed: ${told(answer)}`,
  ),
  test_elicitation_sep1330_enums: asking(
    'Asks for choices.',
    () => elicit('Please choose', ENUMS),
    (answer) => `Elicitation completed: ${told(answer)}`,
  ),
  test_streaming_elicitation: asking(
    'Asks the user on a stream.',
    () => elicit('Please confirm', { ok: { type: 'boolean' } }),
    (answer) => told(answer),
  ),
};
