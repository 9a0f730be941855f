import type { BusEvent } from '../service.ts';
import type { ExecutionRecord } from './execution-record.ts';
import { redriveStatus } from './redrive.ts';

/** The event that AWS puts on the default bus when an execution starts and when it ends. */
export function statusChangeEvent(record: ExecutionRecord): BusEvent {
  return {
    source: 'aws.states',
    detailType: 'Step Functions Execution Status Change',
    resources: [record.arn],
    detail: {
      executionArn: record.arn,
      stateMachineArn: record.machineArn,
      name: record.name,
      status: record.status,
      startDate: record.startedAt,
      stopDate: record.stoppedAt ?? null,
      input: record.input,
      inputDetails: { included: true },
      output: record.output ?? null,
      outputDetails: record.output === undefined ? null : { included: true },
      stateMachineVersionArn: null,
      stateMachineAliasArn: null,
      redriveDate: null,
      redriveStatusReason: null,
      ...redriveStatus(record.status),
      error: record.error ?? null,
      cause: record.cause ?? null,
    },
  };
}
