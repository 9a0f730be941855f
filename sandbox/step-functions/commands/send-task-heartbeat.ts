import type { SendTaskHeartbeatInput, SendTaskHeartbeatOutput } from '@aws-sdk/client-sfn';
import type { Command } from '../../service.ts';
import type { TaskTokens } from '../asl/task-tokens.ts';
import { needsOfToken, openToken } from './task-token.ts';

export function sendTaskHeartbeat(
  tokens: TaskTokens,
): Command<SendTaskHeartbeatInput, SendTaskHeartbeatOutput> {
  return {
    needs: ({ taskToken }) => needsOfToken(tokens, 'states:SendTaskHeartbeat', taskToken),
    run({ taskToken }) {
      tokens.heartbeat(openToken(tokens, taskToken));
      return {};
    },
  };
}
