import type { Violation } from '../errors.ts';
import type { Signal } from './signal.ts';

/** What became of something from outside: a signal, or everything that is wrong with it. */
export type Reading =
  | { readonly kind: 'signal'; readonly signal: Signal }
  | { readonly kind: 'refused'; readonly violations: readonly Violation[] };

export function refused(...violations: readonly Violation[]): Reading {
  return { kind: 'refused', violations };
}
