import { systemClock } from '../../../functions/clock.ts';
import { CODE, isObject, type Json, RpcError } from '../../../surfaces/mcp/json-rpc.ts';
import type { Exchange } from '../../../surfaces/mcp/server.ts';
import { ASKING } from './asking-tools.ts';
import { audio, embedded, image, SCHEMA_2020_12, said, text } from './content.ts';
import { ELICITING } from './eliciting-tools.ts';

/** A tool that the official suite asks for by name. */
export interface FixtureTool {
  readonly description: string;
  readonly inputSchema?: Json;
  readonly call: (args: Json, params: Json, exchange: Exchange) => Promise<Json> | Json;
}

const PAUSE_MS = 50;
const LOG_LEVEL = 'io.modelcontextprotocol/logLevel';

/** Levels of log messages that sessions of older revisions asked for; one for all is enough here. */
let legacyLevel = 'info';
export const setLevel = ({ level }: Json): Json => {
  legacyLevel = String(level);
  return {};
};

const metaOf = ({ _meta }: Json): Json => (isObject(_meta) ? _meta : {});

async function logging(_args: Json, params: Json, { revision, notify }: Exchange): Promise<Json> {
  const wanted = revision >= '2026' ? metaOf(params)[LOG_LEVEL] : legacyLevel;
  for (const data of ['Tool execution started', 'Tool processing data', 'Tool execution completed']) {
    if (wanted !== undefined) notify('notifications/message', { level: 'info', data });
    await systemClock.sleep(PAUSE_MS);
  }
  return said('Logged three times.');
}

async function progress(_args: Json, params: Json, { notify }: Exchange): Promise<Json> {
  const { progressToken } = metaOf(params);
  for (const progress of [0, 50, 100]) {
    if (progressToken !== undefined)
      notify('notifications/progress', { progressToken, progress, total: 100 });
    await systemClock.sleep(PAUSE_MS);
  }
  return said('Made progress three times.');
}

const CONTENT: Readonly<Record<string, FixtureTool>> = {
  test_simple_text: {
    description: 'Answers text.',
    call: () => said('This is a simple text response for testing.'),
  },
  test_image_content: { description: 'Answers an image.', call: () => ({ content: [image] }) },
  test_audio_content: { description: 'Answers a sound.', call: () => ({ content: [audio] }) },
  test_embedded_resource: {
    description: 'Answers a resource.',
    call: () => ({
      content: [embedded('test://embedded-resource', 'text/plain', 'This is an embedded resource content.')],
    }),
  },
  test_multiple_content_types: {
    description: 'Answers text, an image and a resource.',
    call: () => ({
      content: [
        text('Multiple content types test:'),
        image,
        embedded('test://mixed-content-resource', 'application/json', '{"test":"data","value":123}'),
      ],
    }),
  },
  test_error_handling: {
    description: 'Always fails.',
    call: () => ({ ...said('This tool intentionally returns an error for testing'), isError: true }),
  },
  test_tool_with_logging: { description: 'Logs while it runs.', call: logging },
  test_logging_tool: { description: 'Logs while it runs, where the request allows it.', call: logging },
  test_tool_with_progress: { description: 'Tells its progress.', call: progress },
  test_missing_capability: {
    description: 'Needs a client that can sample.',
    call: (_args, _params, { client }) => {
      if (client['sampling']) return said('The client can sample.');
      const data = { requiredCapabilities: { sampling: {} } };
      throw new RpcError(CODE.capability, 'The client has to declare sampling', { status: 400, data });
    },
  },
};

const SCHEMA_TOOL: FixtureTool = {
  description: 'Tool with JSON Schema 2020-12 features',
  inputSchema: SCHEMA_2020_12,
  call: () => said('Fits.'),
};

export const TOOLS: Readonly<Record<string, FixtureTool>> = {
  ...CONTENT,
  ...ELICITING,
  ...ASKING,
  json_schema_2020_12_tool: SCHEMA_TOOL,
};

/** The tools in one order, whatever happened before. */
export function toolList(): Json {
  const tools = Object.entries(TOOLS).map(([name, { description, inputSchema }]) => ({
    name,
    description,
    inputSchema: inputSchema ?? { type: 'object', properties: {} },
  }));
  return { tools, ttlMs: 60_000, cacheScope: 'public' };
}

export async function callTool(params: Json, exchange: Exchange): Promise<Json> {
  const name = String(params['name']);
  const tool = Object.hasOwn(TOOLS, name) ? TOOLS[name] : undefined;
  if (!tool) throw new RpcError(CODE.params, `Unknown tool: ${name}`);
  return tool.call(isObject(params['arguments']) ? params['arguments'] : {}, params, exchange);
}
