import type { ListFindingsV2CommandInput } from '@aws-sdk/client-accessanalyzer';
import { pageOf } from '../elbv2/page.ts';
import { type Described, dated, reading } from '../estate/described.ts';
import type { Command, SandboxService } from '../service.ts';

/** Access Analyzer with the estate's analyzers. */
export class AccessAnalyzer implements SandboxService {
  readonly client = 'AccessAnalyzerClient';
  readonly commands: Readonly<Record<string, Command>>;

  constructor({ estate, scope }: Described) {
    const arn = (name: string) =>
      `arn:aws:access-analyzer:${scope.region}:${scope.accountId}:analyzer/${name}`;
    this.commands = {
      ListAnalyzers: reading(
        'access-analyzer:ListAnalyzers',
        () => ({
          analyzers: estate.list('AWS::AccessAnalyzer::Analyzer').map(({ id }) => ({
            arn: arn(id),
            name: id,
            type: 'ACCOUNT',
            createdAt: new Date(0),
            status: 'ACTIVE',
          })),
        }),
        () => arn('*'),
      ),
      ListFindingsV2: reading<ListFindingsV2CommandInput>(
        'access-analyzer:ListFindings',
        ({ nextToken, maxResults }) => {
          const all = estate.list('AWS::AccessAnalyzer::Finding').map(({ properties }) => dated(properties));
          const { items, next } = pageOf(all, nextToken, maxResults ?? 100);
          return { findings: items, ...(next !== undefined && { nextToken: next }) };
        },
        ({ analyzerArn = '' }) => analyzerArn,
      ),
    };
  }
}
