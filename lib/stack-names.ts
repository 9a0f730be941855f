/** The stack that holds state; it outlives all others. */
export const PLATFORM_STACK = 'OperatePlatform';
export const API_STACK = 'OperateApi';

/** The stack of a noun's functions: `dead-letters` is `OperateDeadLetters`. */
export function nounStack(noun: string): string {
  const words = noun.split('-').map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`);
  return `Operate${words.join('')}`;
}
