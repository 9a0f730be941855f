import type { SendTaskSuccessInput, SendTaskSuccessOutput } from '@aws-sdk/client-sfn';
import type { Command } from '../../service.ts';
import type { Json } from '../asl/json.ts';
import { MAX_PAYLOAD_BYTES } from '../asl/limits.ts';
import type { TaskTokens } from '../asl/task-tokens.ts';
import { invalidOutput } from '../refusals.ts';
import { needsOfToken, openToken } from './task-token.ts';

export function sendTaskSuccess(tokens: TaskTokens): Command<SendTaskSuccessInput, SendTaskSuccessOutput> {
  return {
    needs: ({ taskToken }) => needsOfToken(tokens, 'states:SendTaskSuccess', taskToken),
    run({ taskToken, output = '' }) {
      const value = parseOutput(output);
      tokens.succeed(openToken(tokens, taskToken), value);
      return {};
    },
  };
}

function parseOutput(text: string): Json {
  if (Buffer.byteLength(text) > MAX_PAYLOAD_BYTES) {
    throw invalidOutput(`Output exceeds ${MAX_PAYLOAD_BYTES} bytes`);
  }
  try {
    return JSON.parse(text) as Json;
  } catch (thrown) {
    throw invalidOutput((thrown as Error).message);
  }
}
