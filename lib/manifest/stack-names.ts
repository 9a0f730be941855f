import type { Definition } from '../../functions/operation.ts';

/** The stack that holds state; it outlives all others. */
export const PLATFORM_STACK = 'OperatePlatform';
export const API_STACK = 'OperateApi';

/** The nouns of a catalog, each once, in order. */
export function nounsOf(catalog: readonly Pick<Definition, 'noun'>[]): string[] {
  return [...new Set(catalog.map(({ noun }) => noun))].sort();
}

/** The stack of a noun's functions: `dead-letters` is `OperateDeadLetters`. */
export function nounStack(noun: string): string {
  const words = noun.split('-').map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`);
  return `Operate${words.join('')}`;
}
