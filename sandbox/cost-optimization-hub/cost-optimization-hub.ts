import type { ListRecommendationsRequest } from '@aws-sdk/client-cost-optimization-hub';
import type { Estate } from '../estate/estate.ts';
import { refuseOtherMembers } from '../hook/not-implemented.ts';
import type { AccountScope, Command, SandboxService } from '../service.ts';

const FILE = 'sandbox/cost-optimization-hub/cost-optimization-hub.ts';
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
    const recommendations: Command<ListRecommendationsRequest> = {
      run: (input) => {
        refuseOtherMembers('ListRecommendations', input, ['maxResults', 'orderBy', 'nextToken'], FILE);
        return { items: estate.list(TYPE).map(({ properties }) => properties) };
      },
      needs: () => needs('ListRecommendations', 'GetRecommendation'),
    };
    this.commands = {
      ListEnrollmentStatuses: statuses,
      ListRecommendations: recommendations as Command,
    };
  }

  /** What an owner of the account does, once. */
  enroll(): void {
    this.#isEnrolled = true;
  }
}
