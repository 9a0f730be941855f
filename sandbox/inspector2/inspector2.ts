import type { ListFindingsCommandInput } from '@aws-sdk/client-inspector2';
import { pageOf } from '../elbv2/page.ts';
import { type Described, dated, reading } from '../estate/described.ts';
import type { Command, SandboxService } from '../service.ts';

/** Inspector, which is on where the estate has it enabled. */
export class Inspector2 implements SandboxService {
  readonly client = 'Inspector2Client';
  readonly commands: Readonly<Record<string, Command>>;

  constructor({ estate, scope }: Described) {
    this.commands = {
      BatchGetAccountStatus: reading('inspector2:BatchGetAccountStatus', () => {
        const status = estate.list('AWS::InspectorV2::Account').length > 0 ? 'ENABLED' : 'DISABLED';
        const state = { status, errorCode: 'ALREADY_ENABLED', errorMessage: '' };
        const resource = { ec2: state, ecr: state };
        return { accounts: [{ accountId: scope.accountId, state, resourceState: resource }] };
      }),
      ListFindings: reading<ListFindingsCommandInput>(
        'inspector2:ListFindings',
        ({ nextToken, maxResults }) => {
          const all = estate.list('AWS::InspectorV2::Finding').map(({ properties }) => dated(properties));
          const { items, next } = pageOf(all, nextToken, maxResults ?? 100);
          return { findings: items, ...(next !== undefined && { nextToken: next }) };
        },
      ),
    };
  }
}
