import type { ExecutionStatus } from './asl/execution.ts';

/** What AWS says about redriving an execution that was never redriven. */
export function redriveStatus(status: ExecutionStatus) {
  if (status === 'RUNNING' || status === 'SUCCEEDED') {
    return {
      redriveCount: 0,
      redriveStatus: 'NOT_REDRIVABLE' as const,
      redriveStatusReason: `Execution is ${status} and cannot be redriven`,
    };
  }
  return { redriveCount: 0, redriveStatus: 'REDRIVABLE' as const };
}
