import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DependencyFailed, Refused } from '../../core/errors.ts';
import type { RunTarget } from '../../core/runbook/run.ts';
import type { RunbookStep } from '../../core/runbook/runbook.ts';
import type { Context } from '../context.ts';
import { functionArnOf } from '../environment.ts';
import type { Planned } from './step/step-input.ts';

/** What a tool throws when the target does not suit it, and asking again would not help. */
const NO = ['Refused', 'InvalidInput', 'NotFound', 'Conflict'];
const WORDS_LIMIT = 500;

/**
 * Asks the tool of a step what it would do to a target. The tool's function does it, since only that function may read
 * what it needs.
 * @throws Refused when the tool cannot act on the target, DependencyFailed when it cannot be asked
 */
export async function askTool(context: Context, target: RunTarget, step: RunbookStep): Promise<Planned> {
  const { name, tool, command, query, action, params } = step;
  const said = {
    ...(command !== undefined && { command }),
    ...(query !== undefined && { query }),
    ...(action !== undefined && { action }),
  };
  const question = { phase: 'plan', ...target, step: name, ...said, params };
  const { Payload, FunctionError } = await context.clients(LambdaClient).send(
    new InvokeCommand({
      FunctionName: functionArnOf(context.environment, tool),
      Payload: new TextEncoder().encode(JSON.stringify(question)),
    }),
  );
  const answer = JSON.parse(new TextDecoder().decode(Payload)) as Planned;
  if (FunctionError === undefined) return answer;
  const { errorType, errorMessage } = answer as { errorType?: unknown; errorMessage?: unknown };
  const words = String(errorMessage ?? 'it did not say why').slice(0, WORDS_LIMIT);
  if (NO.includes(String(errorType))) throw new Refused(`The step '${name}' is not possible: ${words}`);
  throw new DependencyFailed(`The step '${name}' could not be planned: ${words}`);
}
