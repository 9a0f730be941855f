import type { Facts } from '../../core/root-cause/rank-causes.ts';

/** A fault of a known cause, and what could be seen of it. */
export interface RcaCase {
  readonly name: string;
  readonly faultType: string;
  /** The node at which it was injected; undefined where there was no fault. */
  readonly cause: string | undefined;
  readonly facts: Facts;
}
