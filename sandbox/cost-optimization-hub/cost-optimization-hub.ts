import type { Estate } from '../estate/estate.ts';
import { listing } from '../estate/listing.ts';
import { refuseOtherMembers } from '../hook/not-implemented.ts';
import type { AccountScope, Command, SandboxService } from '../service.ts';

const FILE = 'sandbox/cost-optimization-hub/cost-optimization-hub.ts';
const PAGING = { size: 'maxResults', token: 'nextToken', most: 1000 } as const;
const TYPE = 'CostOptimizationHub::Recommendation';

/** The hub, off as in a new account; what it recommends once it is on is seeded in the estate. */
export class CostOptimizationHub implements SandboxService {
  readonly client = 'CostOptimizationHubClient';
  readonly commands: Readonly<Record<string, Command>>;
  #isEnrolled = false;

  constructor({ accountId }: AccountScope, estate: Estate) {
    const needs = (...actions: readonly string[]) =>
      actions.map((action) => ({ action: `cost-optimization-hub:${action}`, resource: '*' }));
    const statuses: Command = {
      run: () => ({ items: [{ accountId, status: this.#isEnrolled ? 'Active' : 'Inactive' }] }),
      needs: () => needs('ListEnrollmentStatuses'),
    };
    const recommendations = listing(estate, {
      type: TYPE,
      action: 'cost-optimization-hub:ListRecommendations',
      member: 'items',
      paging: PAGING,
      check: (input) =>
        refuseOtherMembers('ListRecommendations', input, ['maxResults', 'orderBy', 'nextToken'], FILE),
    });
    this.commands = {
      ListEnrollmentStatuses: statuses,
      ListRecommendations: {
        ...recommendations,
        needs: () => needs('ListRecommendations', 'GetRecommendation'),
      },
    };
  }

  /** What an owner of the account does, once. */
  enroll(): void {
    this.#isEnrolled = true;
  }
}
