import { type GetFindingsCommandInput, InvalidAccessException } from '@aws-sdk/client-securityhub';
import { pageOf } from '../elbv2/page.ts';
import { type Described, reading } from '../estate/described.ts';
import type { Command, SandboxService } from '../service.ts';

/** Security Hub, which is on where the estate has a hub. */
export class SecurityHub implements SandboxService {
  readonly client = 'SecurityHubClient';
  readonly commands: Readonly<Record<string, Command>>;

  constructor({ estate, scope }: Described) {
    this.commands = {
      GetFindings: reading<GetFindingsCommandInput>(
        'securityhub:GetFindings',
        ({ NextToken, MaxResults }) => {
          if (estate.list('AWS::SecurityHub::Hub').length === 0)
            throw new InvalidAccessException({
              message: `Account ${scope.accountId} is not subscribed to AWS Security Hub`,
              $metadata: { httpStatusCode: 401 },
            });
          const all = estate.list('AWS::SecurityHub::Finding').map(({ properties }) => properties);
          const { items, next } = pageOf(all, NextToken, MaxResults ?? 20);
          return { Findings: items, ...(next !== undefined && { NextToken: next }) };
        },
        () => `arn:aws:securityhub:${scope.region}:${scope.accountId}:hub/default`,
      ),
    };
  }
}
