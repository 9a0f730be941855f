import {
  type Finding,
  GetFindingsCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  ListFindingsCommand,
} from '@aws-sdk/client-guardduty';
import { type Imported, severityOfNumber } from '../../../core/security/imported.ts';
import { NotEnabled, type Source } from '../collect.ts';
import { findingsPage } from './page.ts';

const PAGE = 50;

/** Threats that GuardDuty has seen and nobody has archived. */
export const guardDutyFindings: Source = {
  type: 'GuardDuty',
  actions: ['guardduty:GetFindings', 'guardduty:ListDetectors', 'guardduty:ListFindings'],
  async read(context, spend, from) {
    const client = context.clients(GuardDutyClient);
    spend();
    const { DetectorIds: [DetectorId] = [] } = await client.send(new ListDetectorsCommand({}));
    if (DetectorId === undefined) throw new NotEnabled('GuardDuty is not on in this region.');
    spend();
    const { FindingIds = [], NextToken } = await client.send(
      new ListFindingsCommand({
        DetectorId,
        FindingCriteria: { Criterion: { 'service.archived': { Equals: ['false'] } } },
        MaxResults: PAGE,
        ...(from && { NextToken: from }),
      }),
    );
    if (FindingIds.length === 0) return findingsPage(context, [], NextToken);
    spend();
    const { Findings = [] } = await client.send(new GetFindingsCommand({ DetectorId, FindingIds }));
    return findingsPage(context, Findings.map(importedOf), NextToken);
  },
};

function importedOf({
  Arn = '',
  Id,
  Type = '',
  Title = '',
  Severity = 0,
  Resource,
  UpdatedAt,
}: Finding): Imported {
  return {
    source: 'guardduty',
    kind: Type,
    severity: severityOfNumber(Severity),
    exploit: 'known',
    resource: Arn,
    type: Resource?.ResourceType ?? '',
    words: Title,
    observed: { Id, Type, Severity, UpdatedAt },
  };
}
