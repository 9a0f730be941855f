import type { StartExecutionInput, StartExecutionOutput } from '@aws-sdk/client-sfn';
import { refuseOtherMembers } from '../../hook/not-implemented.ts';
import type { AccountScope, Command } from '../../service.ts';
import { uuid } from '../asl/jsonata-functions.ts';
import { MAX_PAYLOAD_BYTES } from '../asl/limits.ts';
import type { Executions } from '../executions.ts';
import type { Machines } from '../machines.ts';
import { checkName } from '../names.ts';
import { invalidExecutionInput, violatedConstraint } from '../refusals.ts';
import { machineArn } from './arns.ts';

export function startExecution(
  scope: AccountScope,
  machines: Machines,
  executions: Executions,
): Command<StartExecutionInput, StartExecutionOutput> {
  return {
    needs: ({ stateMachineArn = '' }) => [{ action: 'states:StartExecution', resource: stateMachineArn }],
    async run(input) {
      refuseOtherMembers(
        'StartExecution',
        input,
        ['stateMachineArn', 'name', 'input'],
        'sandbox/step-functions/commands/start-execution.ts',
      );
      const { name = uuid(scope.id()), input: text = '{}' } = input;
      const machine = machines.get(machineArn(input.stateMachineArn));
      checkName(name);
      checkInput(text);
      const record = await executions.start(machine, name, text);
      return { executionArn: record.arn, startDate: new Date(record.startedAt) };
    },
  };
}

function checkInput(text: string): void {
  if (text.length > MAX_PAYLOAD_BYTES)
    throw violatedConstraint('input', `have length less than or equal to ${MAX_PAYLOAD_BYTES}`);
  if (Buffer.byteLength(text) > MAX_PAYLOAD_BYTES) {
    throw invalidExecutionInput(`Input exceeds ${MAX_PAYLOAD_BYTES} bytes`);
  }
  try {
    JSON.parse(text);
  } catch (thrown) {
    throw invalidExecutionInput((thrown as Error).message);
  }
}
