import {
  AccessAnalyzerClient,
  type FindingSummaryV2,
  ListAnalyzersCommand,
  ListFindingsV2Command,
} from '@aws-sdk/client-accessanalyzer';
import type { Imported } from '../../../core/security/imported.ts';
import { NotEnabled, type Source } from '../collect.ts';
import { findingsPage } from './page.ts';

const PAGE = 100;

/** Access from outside and access that nobody uses, as Access Analyzer sees it. */
export const accessAnalyzer: Source = {
  type: 'AccessAnalyzer',
  actions: ['access-analyzer:ListAnalyzers', 'access-analyzer:ListFindings'],
  async read(context, spend, from) {
    const client = context.clients(AccessAnalyzerClient);
    spend();
    const { analyzers = [] } = await client.send(new ListAnalyzersCommand({}));
    const active = analyzers.filter(({ status }) => status === 'ACTIVE');
    if (active.length === 0) throw new NotEnabled('Access Analyzer has no active analyzer in this region.');
    const [which = 0, token] = from === undefined ? [0] : (JSON.parse(from) as [number, string?]);
    spend();
    const { findings = [], nextToken } = await client.send(
      new ListFindingsV2Command({
        analyzerArn: active[which]?.arn,
        filter: { status: { eq: ['ACTIVE'] } },
        maxResults: PAGE,
        ...(token && { nextToken: token }),
      }),
    );
    const next = nextToken ? [which, nextToken] : which + 1 < active.length ? [which + 1] : undefined;
    return findingsPage(context, findings.map(importedOf), next && JSON.stringify(next));
  },
};

function importedOf({
  id,
  resource = '',
  resourceType,
  findingType = 'ExternalAccess',
  updatedAt,
}: FindingSummaryV2): Imported {
  const isExternal = findingType === 'ExternalAccess';
  return {
    source: 'access-analyzer',
    kind: findingType,
    severity: isExternal ? 'high' : 'low',
    exposure: isExternal ? 'cross-account' : 'private',
    resource,
    type: resourceType ?? '',
    words: isExternal
      ? 'It can be reached from outside the account.'
      : `Access is granted that nobody uses (${findingType}).`,
    observed: { id, findingType, updatedAt: updatedAt?.toISOString() },
  };
}
