import type { DescribeStateMachineInput, DescribeStateMachineOutput } from '@aws-sdk/client-sfn';
import { refuseOtherMembers } from '../../hook/not-implemented.ts';
import type { Command } from '../../service.ts';
import type { Machines } from '../machines.ts';
import { machineArn } from './arns.ts';

const FILE = 'sandbox/step-functions/commands/describe-state-machine.ts';

export function describeStateMachine(
  machines: Machines,
): Command<DescribeStateMachineInput, DescribeStateMachineOutput> {
  return {
    needs: ({ stateMachineArn: arn = '' }) => [{ action: 'states:DescribeStateMachine', resource: arn }],
    run(input) {
      refuseOtherMembers('DescribeStateMachine', input, ['stateMachineArn'], FILE);
      const { arn, name, roleArn, source, createdAt } = machines.get(machineArn(input.stateMachineArn));
      return {
        stateMachineArn: arn,
        name,
        status: 'ACTIVE',
        definition: source,
        roleArn,
        type: 'STANDARD',
        creationDate: new Date(createdAt),
      };
    },
  };
}
