import {
  type DescribeTrailsCommandInput,
  type EventSelector,
  type GetEventSelectorsCommandInput,
  type GetTrailStatusCommandInput,
  TrailNotFoundException,
} from '@aws-sdk/client-cloudtrail';
import { refuseOtherMembers } from '../hook/not-implemented.ts';
import type { AccountScope, Command, SandboxService } from '../service.ts';
import type { Trail, TrailDefinition } from './trail.ts';

const FILE = 'sandbox/cloudtrail/cloudtrail.ts';

/** CloudTrail: the trails of an account. Without one that logs, no API call reaches the event bus. */
export class CloudTrail implements SandboxService {
  readonly client = 'CloudTrailClient';
  readonly commands: Readonly<Record<string, Command>>;
  readonly #scope: AccountScope;
  readonly #trails = new Map<string, Trail>();

  constructor(scope: AccountScope) {
    this.#scope = scope;
    this.commands = {
      DescribeTrails: this.#describeTrails() as Command,
      GetTrailStatus: this.#getTrailStatus() as Command,
      GetEventSelectors: this.#getEventSelectors() as Command,
    };
  }

  /** Makes or replaces a trail that logs, and answers its ARN. */
  createTrail({ name, multiRegion = true, managementEvents = 'All' }: TrailDefinition): string {
    const { region, accountId } = this.#scope;
    const arn = `arn:aws:cloudtrail:${region}:${accountId}:trail/${name}`;
    this.#trails.set(arn, { name, arn, multiRegion, managementEvents, logging: true });
    return arn;
  }

  deleteTrail(arn: string): void {
    this.#trails.delete(arn);
  }

  /** @throws TrailNotFoundException */
  stopLogging(arn: string): void {
    this.#get(arn).logging = false;
  }

  /** Whether changes made through AWS's APIs become events on the default bus. */
  recordsChanges(): boolean {
    const recording = ['All', 'WriteOnly'];
    return [...this.#trails.values()].some(
      ({ logging, managementEvents }) => logging && recording.includes(managementEvents),
    );
  }

  #get(arn = ''): Trail {
    const trail = this.#trails.get(arn);
    if (trail) return trail;
    const message = `Unknown trail: ${arn} for the user: ${this.#scope.accountId}`;
    throw new TrailNotFoundException({ message, $metadata: { httpStatusCode: 400 } });
  }

  #describeTrails(): Command<DescribeTrailsCommandInput> {
    return {
      run: (input) => {
        refuseOtherMembers('DescribeTrails', input, [], FILE);
        const trailList = [...this.#trails.values()].map(({ name, arn, multiRegion }) => ({
          Name: name,
          TrailARN: arn,
          HomeRegion: this.#scope.region,
          IsMultiRegionTrail: multiRegion,
          IsOrganizationTrail: false,
        }));
        return { trailList };
      },
      needs: () => [{ action: 'cloudtrail:DescribeTrails', resource: '*' }],
    };
  }

  #getTrailStatus(): Command<GetTrailStatusCommandInput> {
    return {
      run: ({ Name }) => ({ IsLogging: this.#get(Name).logging }),
      needs: ({ Name = '' }) => [{ action: 'cloudtrail:GetTrailStatus', resource: Name }],
    };
  }

  #getEventSelectors(): Command<GetEventSelectorsCommandInput> {
    return {
      run: ({ TrailName }) => {
        const { arn, managementEvents } = this.#get(TrailName);
        const selector: EventSelector =
          managementEvents === 'None'
            ? { IncludeManagementEvents: false }
            : { IncludeManagementEvents: true, ReadWriteType: managementEvents };
        return { TrailARN: arn, EventSelectors: [selector] };
      },
      needs: ({ TrailName = '' }) => [{ action: 'cloudtrail:GetEventSelectors', resource: TrailName }],
    };
  }
}
