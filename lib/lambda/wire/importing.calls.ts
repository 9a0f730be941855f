import {
  AccessAnalyzerClient,
  ListAnalyzersCommand,
  ListFindingsV2Command,
} from '@aws-sdk/client-accessanalyzer';
import {
  BatchGetAccountStatusCommand,
  Inspector2Client,
  ListFindingsCommand,
} from '@aws-sdk/client-inspector2';
import { GetFindingsCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import { type Call, json } from './call.ts';

/** What scans ask of services that have findings of their own. */
export const importingCalls: Readonly<Record<string, Call>> = {
  'security: security hub': {
    send: (clients) => clients(SecurityHubClient).send(new GetFindingsCommand({ MaxResults: 100 })),
    answers: [
      json({ Code: 'InvalidAccessException', Message: 'Not subscribed' }, 401, {
        'x-amzn-errortype': 'InvalidAccessException',
      }),
    ],
    expected: { name: 'InvalidAccessException', httpStatusCode: 401 },
  },
  'security: inspector account': {
    send: (clients) => clients(Inspector2Client).send(new BatchGetAccountStatusCommand({})),
    answers: [json({ accounts: [{ accountId: '0', state: { status: 'ENABLED' } }] })],
    expected: { accounts: [{ state: { status: 'ENABLED' } }] },
  },
  'security: inspector findings': {
    send: (clients) => clients(Inspector2Client).send(new ListFindingsCommand({ maxResults: 100 })),
    answers: [json({ findings: [{ title: 't', epss: { score: 0.2 } }] })],
    expected: { findings: [{ title: 't', epss: { score: 0.2 } }] },
  },
  'security: analyzers': {
    send: (clients) => clients(AccessAnalyzerClient).send(new ListAnalyzersCommand({})),
    answers: [json({ analyzers: [{ arn: 'a', status: 'ACTIVE' }] })],
    expected: { analyzers: [{ arn: 'a' }] },
  },
  'security: analyzer findings': {
    send: (clients) =>
      clients(AccessAnalyzerClient).send(
        new ListFindingsV2Command({ analyzerArn: 'a', filter: { status: { eq: ['ACTIVE'] } } }),
      ),
    answers: [json({ findings: [{ id: 'f', findingType: 'ExternalAccess' }] })],
    expected: { findings: [{ id: 'f' }] },
  },
};
