import type { DescribeExecutionInput, DescribeExecutionOutput } from '@aws-sdk/client-sfn';
import type { Command } from '../../service.ts';
import type { ExecutionRecord } from '../execution-record.ts';
import type { Executions } from '../executions.ts';
import { redriveStatus } from '../redrive.ts';
import { executionArn } from './arns.ts';

export function describeExecution(
  executions: Executions,
): Command<DescribeExecutionInput, DescribeExecutionOutput> {
  return {
    needs: ({ executionArn: arn = '' }) => [{ action: 'states:DescribeExecution', resource: arn }],
    run: (input) => description(executions.get(executionArn(input.executionArn))),
  };
}

function description(record: ExecutionRecord): DescribeExecutionOutput {
  const { stoppedAt, output, error, cause } = record;
  return {
    executionArn: record.arn,
    stateMachineArn: record.machineArn,
    name: record.name,
    status: record.status,
    startDate: new Date(record.startedAt),
    ...(stoppedAt === undefined ? {} : { stopDate: new Date(stoppedAt) }),
    input: record.input,
    inputDetails: { included: true },
    ...(output === undefined ? {} : { output, outputDetails: { included: true } }),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
    ...redriveStatus(record.status),
  };
}
