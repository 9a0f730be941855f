import {
  BatchGetAccountStatusCommand,
  type Finding,
  Inspector2Client,
  ListFindingsCommand,
} from '@aws-sdk/client-inspector2';
import { type Imported, severityOfWord } from '../../../core/security/imported.ts';
import { NotEnabled, type Source } from '../collect.ts';
import { findingsPage } from './page.ts';

const PAGE = 100;
/** From here on an exploit is likely. */
const EPSS = 0.1;

/** Vulnerabilities and network paths that Inspector sees. */
export const inspector: Source = {
  type: 'Inspector',
  actions: ['inspector2:BatchGetAccountStatus', 'inspector2:ListFindings'],
  async read(context, spend, from) {
    const client = context.clients(Inspector2Client);
    if (from === undefined) {
      spend();
      const { accounts = [] } = await client.send(new BatchGetAccountStatusCommand({}));
      if (accounts[0]?.state?.status !== 'ENABLED')
        throw new NotEnabled('Inspector is not on in this region.');
    }
    spend();
    const { findings = [], nextToken } = await client.send(
      new ListFindingsCommand({
        filterCriteria: { findingStatus: [{ comparison: 'EQUALS', value: 'ACTIVE' }] },
        maxResults: PAGE,
        ...(from && { nextToken: from }),
      }),
    );
    return findingsPage(context, findings.map(importedOf), nextToken);
  },
};

function importedOf(finding: Finding): Imported {
  const { findingArn, title = '', type, severity, resources, exploitAvailable, epss, fixAvailable } = finding;
  const [first] = resources ?? [];
  const isReachable = type === 'NETWORK_REACHABILITY';
  return {
    source: 'inspector',
    kind: finding.packageVulnerabilityDetails?.vulnerabilityId ?? String(type ?? 'inspector'),
    severity: severityOfWord(severity),
    exposure: isReachable ? 'public' : 'private',
    exploit: exploitAvailable === 'YES' ? 'known' : (epss?.score ?? 0) >= EPSS ? 'likely' : 'none',
    resource: first?.id ?? '',
    type: first?.type ?? '',
    words: title,
    ...(fixAvailable !== 'NO' && { fix: finding.remediation?.recommendation?.text }),
    observed: {
      findingArn,
      inspectorScore: finding.inspectorScore,
      epss: epss?.score,
      exploitAvailable,
      fixAvailable,
    },
  };
}
