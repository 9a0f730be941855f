import type { Resource } from '../../core/inventory/resource.ts';
import type { Context } from '../context.ts';

/** One page of resources of one type. */
export interface ResourcePage {
  readonly resources: readonly Resource[];
  /** Hand it to the next call; missing on the last page. Plain text, so that a later run can go on from it. */
  readonly next?: string;
}

/**
 * How the resources of one type are listed: one type a file, in the folder of its service. The operations that call it
 * declare `actions` among their permissions.
 */
export interface Lister {
  /** CloudFormation's name of the type. */
  readonly type: string;
  /** Types that its pages have besides, all of them once its own are all listed. */
  readonly also?: readonly string[];
  /** IAM actions that `list` needs, all of them reads. */
  readonly actions: readonly string[];
  /**
   * One page, with everything that rules read of each resource. Every AWS call in it is counted by `spend`, which
   * throws `CallBudgetSpent` when no call is left; what was listed before stays valid.
   */
  list(
    context: Pick<Context, 'clients' | 'clock' | 'environment'>,
    spend: Spend,
    from?: string,
  ): Promise<ResourcePage>;
}

/** Counts one AWS call before it is made. */
export type Spend = () => void;

/** No further call may be made in this run; a later one goes on from the last page's `next`. */
export class CallBudgetSpent extends Error {
  override readonly name = 'CallBudgetSpent';
}
