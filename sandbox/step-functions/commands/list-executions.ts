import type { ExecutionListItem, ListExecutionsInput, ListExecutionsOutput } from '@aws-sdk/client-sfn';
import { refuseOtherMembers } from '../../hook/not-implemented.ts';
import type { Command } from '../../service.ts';
import type { ExecutionRecord } from '../execution-record.ts';
import type { Executions } from '../executions.ts';
import type { Machines } from '../machines.ts';
import { machineArn } from './arns.ts';
import { page } from './page.ts';

const KNOWN = ['stateMachineArn', 'statusFilter', 'maxResults', 'nextToken'];

export function listExecutions(
  machines: Machines,
  executions: Executions,
): Command<ListExecutionsInput, ListExecutionsOutput> {
  return {
    needs: ({ stateMachineArn = '' }) => [{ action: 'states:ListExecutions', resource: stateMachineArn }],
    run(input) {
      refuseOtherMembers(
        'ListExecutions',
        input,
        KNOWN,
        'sandbox/step-functions/commands/list-executions.ts',
      );
      const { arn } = machines.get(machineArn(input.stateMachineArn));
      const { statusFilter } = input;
      const wanted = executions
        .list(arn)
        .filter(({ status }) => statusFilter === undefined || status === statusFilter);
      const { items, rest } = page(wanted, input);
      return { executions: items.map(asItem), ...rest };
    },
  };
}

function asItem({ arn, machineArn, name, status, startedAt, stoppedAt }: ExecutionRecord): ExecutionListItem {
  return {
    executionArn: arn,
    stateMachineArn: machineArn,
    name,
    status,
    startDate: new Date(startedAt),
    ...(stoppedAt === undefined ? {} : { stopDate: new Date(stoppedAt) }),
    redriveCount: 0,
  };
}
