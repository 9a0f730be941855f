import type {
  GetDetectorCommandInput,
  GetFindingsCommandInput,
  ListFindingsCommandInput,
} from '@aws-sdk/client-guardduty';
import { pageOf } from '../elbv2/page.ts';
import { type Described, reading } from '../estate/described.ts';
import type { Command, SandboxService } from '../service.ts';

const FINDING = 'AWS::GuardDuty::Finding';
const ACCOUNT = 'AWS::GuardDuty::Account';

/** GuardDuty as far as it is on. */
export class GuardDuty implements SandboxService {
  readonly client = 'GuardDutyClient';
  readonly commands: Readonly<Record<string, Command>>;

  constructor({ estate, scope }: Described) {
    const detectors = () =>
      (estate.list(ACCOUNT)[0]?.properties['Detectors'] ?? []) as readonly { Status: string }[];
    this.commands = {
      ListDetectors: reading('guardduty:ListDetectors', () => ({
        DetectorIds: detectors().map((_, at) => `detector-${at}`),
      })),
      GetDetector: reading<GetDetectorCommandInput>(
        'guardduty:GetDetector',
        ({ DetectorId = '' }) => ({
          ServiceRole: `arn:aws:iam::${scope.accountId}:role/aws-service-role/guardduty`,
          Status: detectors()[Number(DetectorId.split('-')[1])]?.Status ?? 'DISABLED',
        }),
        ({ DetectorId }) => `arn:aws:guardduty:${scope.region}:${scope.accountId}:detector/${DetectorId}`,
      ),
      ListFindings: reading<ListFindingsCommandInput>(
        'guardduty:ListFindings',
        ({ NextToken, MaxResults }) => {
          const { items, next } = pageOf(estate.list(FINDING), NextToken || undefined, MaxResults ?? 50);
          return { FindingIds: items.map(({ id }) => id), ...(next !== undefined && { NextToken: next }) };
        },
      ),
      GetFindings: reading<GetFindingsCommandInput>('guardduty:GetFindings', ({ FindingIds = [] }) => ({
        Findings: FindingIds.flatMap((id) => estate.get(FINDING, id)?.properties ?? []),
      })),
    };
  }
}
