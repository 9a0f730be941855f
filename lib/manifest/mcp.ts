import type { Definition } from '../../functions/operation.ts';
import { MCP_PATH, METADATA_PATHS } from '../../surfaces/mcp/resource-metadata.ts';
import type { FunctionPlan } from './manifest.ts';
import { functionArn, functionName, type Naming, roleOf } from './resources.ts';

/** The function behind the door for agents, its stack and its role: it is no operation, and calls those that are. */
export const MCP = 'mcp';

/** A route of the door; `open` where the gateway lets everybody through. */
export interface McpRoute {
  readonly method: 'ANY' | 'GET';
  readonly path: string;
  readonly open?: true;
}

/**
 * The routes of the door. Clients of older revisions ask by GET whether there is a stream, and are told that there is
 * none. Where tokens come from can be asked only where there are any.
 */
export function mcpRoutes(withTokens: boolean): McpRoute[] {
  const metadata = METADATA_PATHS.map((path) => ({ method: 'GET', path, open: true }) as const);
  return [{ method: 'ANY', path: MCP_PATH }, ...(withTokens ? metadata : [])];
}

/** Longer than the gateway waits makes no sense; longer than any operation takes is needed. */
const TIMEOUT_SECONDS = 30;
const MEMORY_MEGABYTES = 512;

/** The plan of that function; none where no operation names the surface. It holds the right to call, and no other. */
export function mcpPlan(catalog: readonly Definition[], naming: Naming): FunctionPlan[] {
  const called = catalog.filter(({ surfaces }) => surfaces.includes(MCP));
  if (called.length === 0) return [];
  const resources = called.map(({ name }) => functionArn(naming, name));
  return [
    {
      operation: MCP,
      noun: MCP,
      risk: 'change',
      folder: MCP,
      functionName: functionName(naming, MCP),
      arn: functionArn(naming, MCP),
      role: { ...roleOf(naming, MCP), statements: [{ actions: ['lambda:InvokeFunction'], resources }] },
      timeoutSeconds: TIMEOUT_SECONDS,
      memoryMegabytes: MEMORY_MEGABYTES,
      hasDoor: true,
      readsTokens: true,
    },
  ];
}
