import type { SendTaskFailureInput, SendTaskFailureOutput } from '@aws-sdk/client-sfn';
import type { Command } from '../../service.ts';
import type { TaskTokens } from '../asl/task-tokens.ts';
import { needsOfToken, openToken } from './task-token.ts';

export function sendTaskFailure(tokens: TaskTokens): Command<SendTaskFailureInput, SendTaskFailureOutput> {
  return {
    needs: ({ taskToken }) => needsOfToken(tokens, 'states:SendTaskFailure', taskToken),
    run({ taskToken, error, cause }) {
      tokens.fail(openToken(tokens, taskToken), error, cause);
      return {};
    },
  };
}
