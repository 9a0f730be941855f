import { inputRequired, inputResponse } from '../../../surfaces/mcp/input-required.ts';
import { CODE, type Json, RpcError } from '../../../surfaces/mcp/json-rpc.ts';
import { embedded, image, PNG, text } from './content.ts';
import { elicit } from './eliciting-tools.ts';

const CACHED = { ttlMs: 60_000, cacheScope: 'public' };

const user = (content: Json): Json => ({ role: 'user', content });
const required = (name: string) => ({ name, description: `The ${name}`, required: true });

interface Prompt {
  readonly description: string;
  readonly arguments?: readonly Json[];
  readonly get: (args: Json, params: Json) => Json;
}

const PROMPTS: Readonly<Record<string, Prompt>> = {
  test_simple_prompt: {
    description: 'A prompt.',
    get: () => ({ messages: [user(text('This is a simple prompt for testing.'))] }),
  },
  test_prompt_with_arguments: {
    description: 'A prompt with two arguments.',
    arguments: [required('arg1'), required('arg2')],
    get: ({ arg1, arg2 }) => ({
      messages: [user(text(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`))],
    }),
  },
  test_prompt_with_embedded_resource: {
    description: 'A prompt with a resource.',
    arguments: [required('resourceUri')],
    get: ({ resourceUri }) => ({
      messages: [
        user(embedded(String(resourceUri), 'text/plain', 'Embedded resource content for testing.')),
        user(text('Please process the embedded resource above.')),
      ],
    }),
  },
  test_prompt_with_image: {
    description: 'A prompt with an image.',
    get: () => ({ messages: [user(image), user(text('Please analyze the image above.'))] }),
  },
  test_input_required_result_prompt: {
    description: 'A prompt that asks for its context.',
    get: (_args, params) => {
      const answer = inputResponse(params, 'user_context');
      if (answer) return { messages: [user(text(`Context: ${JSON.stringify(answer['content'])}`))] };
      const question = 'What context should the prompt use?';
      return inputRequired({ user_context: elicit(question, { context: { type: 'string' } }, ['context']) });
    },
  },
};

const RESOURCES: Readonly<Record<string, Json>> = {
  'test://static-text': { mimeType: 'text/plain', text: 'This is the content of the static text resource.' },
  'test://static-binary': { mimeType: 'image/png', blob: PNG },
  'test://watched-resource': { mimeType: 'text/plain', text: 'Watched.' },
};

export const promptList = (): Json => ({
  prompts: Object.entries(PROMPTS).map(([name, { description, arguments: args }]) => ({
    name,
    description,
    ...(args && { arguments: args }),
  })),
  ...CACHED,
});

export function getPrompt(params: Json): Json {
  const prompt = PROMPTS[String(params['name'])];
  if (!prompt) throw new RpcError(CODE.params, 'Unknown prompt');
  return prompt.get((params['arguments'] as Json | undefined) ?? {}, params);
}

export const resourceList = (): Json => ({
  resources: Object.entries(RESOURCES).map(([uri, { mimeType }]) => ({
    uri,
    name: uri.slice('test://'.length),
    description: `The resource ${uri}`,
    mimeType,
  })),
  ...CACHED,
});

export const templateList = (): Json => ({
  resourceTemplates: [
    {
      uriTemplate: 'test://template/{id}/data',
      name: 'template',
      description: 'Data by id',
      mimeType: 'application/json',
    },
  ],
  ...CACHED,
});

export function readResource({ uri }: Json): Json {
  const id = /^test:\/\/template\/([^/]+)\/data$/.exec(String(uri))?.[1];
  const templated = id && {
    mimeType: 'application/json',
    text: JSON.stringify({ id, templateTest: true, data: `Data for ID: ${id}` }),
  };
  const found = templated || RESOURCES[String(uri)];
  if (!found) throw new RpcError(CODE.params, 'Resource not found', { data: { uri } });
  return { contents: [{ uri, ...found }], ...CACHED };
}

export const complete = (): Json => ({
  completion: { values: ['paris', 'park', 'party'], total: 3, hasMore: false },
});
