import type { RaisedMinimum, Setting } from './setting.ts';

/** One change of a service's capacity, from its plan to its proof. */
export interface Change {
  readonly id: string;
  /** In words: `shop-blue`. */
  readonly resource: string;
  readonly direction: 'out' | 'in';
  readonly from: number;
  readonly to: number;
  readonly setting: Setting;
  /** What is set to take it back. */
  readonly undo: Setting;
  readonly words: string;
  /** ISO 8601. */
  readonly at: string;
  /** Who asked: a principal's ARN, or `operate:machine`. */
  readonly by: string;
  /** Tells a repeat of the same call. */
  readonly call?: string;
  /** Why, where limits were passed; and who approved it. */
  readonly forcedBy?: string;
  /** The change that it takes back. */
  readonly undoes?: string;
  readonly state: ChangeState;
}

export type ChangeState =
  | { readonly name: 'BEGUN' }
  /** Read back from AWS. */
  | { readonly name: 'DONE'; readonly at: string; readonly proof: string }
  | { readonly name: 'FAILED'; readonly at: string; readonly why: string };

/** A change that passes the limits, until a second person has approved it. */
export interface Forced {
  readonly id: string;
  readonly wish: { readonly action: 'auto' | 'scale-up' | 'scale-down'; readonly targetInstances: number };
  readonly words: string;
  readonly planHash: string;
  readonly requestedBy: string;
  /** ISO 8601. */
  readonly at: string;
  readonly expiresAt: string;
  readonly approvedBy?: string;
}

/** How many finished changes are kept beside the record; the audit has all of them. */
export const KEPT_CHANGES = 10;

export type { RaisedMinimum };
