import type { EventTrigger } from './trigger.ts';

const BADLY = ['FAILED', 'TIMED_OUT', 'ABORTED'];

/**
 * Matches executions that did not reach their end by themselves.
 * @param stateMachineArns ARNs, placeholders, or what EventBridge takes in their place, such as a prefix
 */
export function endedBadly(...stateMachineArns: readonly unknown[]): EventTrigger['pattern'] {
  return {
    source: ['aws.states'],
    'detail-type': ['Step Functions Execution Status Change'],
    detail: { stateMachineArn: stateMachineArns, status: BADLY },
  };
}
