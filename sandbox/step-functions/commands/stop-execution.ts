import type { StopExecutionInput, StopExecutionOutput } from '@aws-sdk/client-sfn';
import type { AccountScope, Command } from '../../service.ts';
import type { Executions } from '../executions.ts';
import { executionArn } from './arns.ts';

export function stopExecution(
  { clock }: AccountScope,
  executions: Executions,
): Command<StopExecutionInput, StopExecutionOutput> {
  return {
    needs: ({ executionArn: arn = '' }) => [{ action: 'states:StopExecution', resource: arn }],
    async run(input) {
      const { error, cause } = input;
      const { stoppedAt } = await executions.stop(executionArn(input.executionArn), error, cause);
      return { stopDate: new Date(stoppedAt ?? clock.now()) };
    },
  };
}
