import type { Definition } from '../../functions/operation.ts';
import { MCP } from './mcp.ts';

/** The stack that holds state; it outlives all others. */
export const PLATFORM_STACK = 'OperatePlatform';
export const API_STACK = 'OperateApi';
/** The second door, where the installation has one. */
export const TOKENS_STACK = `${API_STACK}Tokens`;
/** The page, where the installation has one. */
export const WEB_STACK = 'OperateWeb';
/** Where the identifier of the second door's API stands for the page. */
export const TOKEN_API_PARAMETER = 'token-api';

/** The nouns of a catalog, each once, in order; the door for agents has a stack as if it were one. */
export function nounsOf(catalog: readonly Pick<Definition, 'noun' | 'surfaces'>[]): string[] {
  const door = catalog.some(({ surfaces }) => surfaces.includes(MCP)) ? [MCP] : [];
  return [...new Set([...catalog.map(({ noun }) => noun), ...door])].sort();
}

/** The stack of a noun's functions: `dead-letters` is `OperateDeadLetters`. */
export function nounStack(noun: string): string {
  const words = noun.split('-').map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`);
  return `Operate${words.join('')}`;
}
