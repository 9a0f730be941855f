import type { DescribeStateMachineInput, ListStateMachinesInput } from '@aws-sdk/client-sfn';
import { pageOf } from '../elbv2/page.ts';
import { besides, runningCommand } from '../estate/besides.ts';
import { type Described, members, reading } from '../estate/described.ts';
import type { EstateResource } from '../estate/estate.ts';
import type { SandboxService } from '../service.ts';

const TYPE = 'AWS::StepFunctions::StateMachine';
const PAGE_SIZE = 100;
const MADE = new Date(0);

/** State machines of the estate, which nobody starts; those that run are asked themselves. */
export function listedMachines(
  { estate, scope }: Described,
  running: readonly SandboxService[],
): SandboxService {
  const begin = `arn:aws:states:${scope.region}:${scope.accountId}:stateMachine:`;
  const find = (arn = '') => estate.get(TYPE, arn.slice(begin.length));
  const shown = (machine: EstateResource) => ({
    ...members(machine, ['type']),
    name: machine.id,
    stateMachineArn: `${begin}${machine.id}`,
    creationDate: MADE,
  });
  return {
    client: 'SFNClient',
    commands: {
      ListStateMachines: reading<ListStateMachinesInput>(
        'states:ListStateMachines',
        ({ nextToken, maxResults }) => {
          const { items, next } = pageOf(estate.list(TYPE), nextToken, maxResults ?? PAGE_SIZE);
          return { stateMachines: items.map(shown), ...(next !== undefined && { nextToken: next }) };
        },
      ),
      DescribeStateMachine: besides<DescribeStateMachineInput>(
        runningCommand(running, 'SFNClient', 'DescribeStateMachine'),
        ({ stateMachineArn }) => find(stateMachineArn) !== undefined,
        ({ stateMachineArn }) => {
          const machine = find(stateMachineArn);
          if (!machine) return {};
          return {
            ...shown(machine),
            ...members(machine, ['loggingConfiguration']),
            definition: '{}',
            roleArn: `arn:aws:iam::${scope.accountId}:role/${machine.id}`,
          };
        },
      ),
    },
  };
}
