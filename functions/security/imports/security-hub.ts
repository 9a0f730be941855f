import { type AwsSecurityFinding, GetFindingsCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import { type Imported, severityOfWord } from '../../../core/security/imported.ts';
import { NotEnabled, type Source } from '../collect.ts';
import { findingsPage } from './page.ts';

const PAGE = 100;
const is = (Value: string) => [{ Value, Comparison: 'EQUALS' as const }];

/** Failed controls of Security Hub. What it passes on from other services is taken from them. */
export const securityHub: Source = {
  type: 'SecurityHub',
  actions: ['securityhub:GetFindings'],
  async read(context, spend, from) {
    spend();
    try {
      const { Findings = [], NextToken } = await context.clients(SecurityHubClient).send(
        new GetFindingsCommand({
          Filters: {
            RecordState: is('ACTIVE'),
            WorkflowStatus: [...is('NEW'), ...is('NOTIFIED')],
            ProductName: is('Security Hub'),
            ComplianceStatus: is('FAILED'),
          },
          MaxResults: PAGE,
          ...(from && { NextToken: from }),
        }),
      );
      return findingsPage(context, Findings.map(importedOf), NextToken);
    } catch (error) {
      if (error instanceof Error && /InvalidAccessException|ResourceNotFoundException/.test(error.name))
        throw new NotEnabled('Security Hub is not on in this region.');
      throw error;
    }
  },
};

function importedOf(finding: AwsSecurityFinding): Imported {
  const { Id, Title = '', Resources, Severity, Compliance, Remediation } = finding;
  const [first] = Resources ?? [];
  return {
    source: 'security-hub',
    kind: Compliance?.SecurityControlId ?? finding.GeneratorId ?? 'security-hub',
    severity: severityOfWord(Severity?.Label),
    resource: first?.Id ?? '',
    type: first?.Type ?? '',
    words: Title,
    fix: Remediation?.Recommendation?.Text,
    observed: { Id, Compliance: Compliance?.Status, UpdatedAt: finding.UpdatedAt },
  };
}
