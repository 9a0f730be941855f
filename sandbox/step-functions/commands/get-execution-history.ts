import type { GetExecutionHistoryInput, GetExecutionHistoryOutput, HistoryEvent } from '@aws-sdk/client-sfn';
import { refuseOtherMembers } from '../../hook/not-implemented.ts';
import type { Command } from '../../service.ts';
import type { RecordedEvent } from '../asl/history.ts';
import type { Executions } from '../executions.ts';
import { executionArn } from './arns.ts';
import { page } from './page.ts';

const KNOWN = ['executionArn', 'maxResults', 'nextToken', 'reverseOrder'];

export function getExecutionHistory(
  executions: Executions,
): Command<GetExecutionHistoryInput, GetExecutionHistoryOutput> {
  return {
    needs: ({ executionArn: arn = '' }) => [{ action: 'states:GetExecutionHistory', resource: arn }],
    run(input) {
      refuseOtherMembers(
        'GetExecutionHistory',
        input,
        KNOWN,
        'sandbox/step-functions/commands/get-execution-history.ts',
      );
      const events = executions.events(executionArn(input.executionArn));
      const { items, rest } = page(input.reverseOrder === true ? events.toReversed() : events, input);
      return { events: items.map(asHistoryEvent), ...rest };
    },
  };
}

function asHistoryEvent(event: RecordedEvent): HistoryEvent {
  return { ...event, timestamp: new Date(event.timestamp) };
}
