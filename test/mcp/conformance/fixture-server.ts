import type { Server } from '../../../surfaces/mcp/server.ts';
import { complete, getPrompt, promptList, readResource, resourceList, templateList } from './documents.ts';
import { callTool, setLevel, toolList } from './tools.ts';

const METHODS = {
  'tools/list': toolList,
  'tools/call': callTool,
  'prompts/list': promptList,
  'prompts/get': getPrompt,
  'resources/list': resourceList,
  'resources/templates/list': templateList,
  'resources/read': readResource,
  'completion/complete': complete,
};

const CAPABILITIES = { tools: {}, prompts: {}, resources: {}, completions: {}, logging: {} };

/** Everything that the official suite wants a server to have, behind the product's dispatcher. */
export const FIXTURE: Server = {
  info: { name: 'operate-conformance-fixture', version: '0.0.0' },
  instructions: 'For the conformance suite only.',
  modern: { capabilities: CAPABILITIES, methods: METHODS },
  legacy: {
    capabilities: { ...CAPABILITIES, resources: { subscribe: true } },
    methods: {
      ...METHODS,
      'logging/setLevel': setLevel,
      'resources/subscribe': () => ({}),
      'resources/unsubscribe': () => ({}),
    },
  },
};
