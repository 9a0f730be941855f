import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Gate } from '../../core/rollout/gates.ts';
import type { Context } from '../context.ts';

const SOURCES = ['incidents', 'budget'] as const;

/**
 * Asks the sources that other parts of the product install: open incidents and error budgets. A source answers
 * `{ status: 'PASSED' | 'FAILED', words, needsApproval? }`. It may say that there is nothing to ask, or that it was read
 * and has no data, which does not block; one that is installed and cannot be read is NO_DATA, and does.
 */
export async function askSources(context: Context, environment: string, service: string): Promise<Gate[]> {
  return Promise.all(SOURCES.map((name) => ask(context, name, { environment, service })));
}

async function ask(context: Context, name: (typeof SOURCES)[number], question: object): Promise<Gate> {
  const FunctionName = context.environment.gateSources[name];
  if (FunctionName === undefined)
    return { name, status: 'NOT_INSTALLED', words: `No source of ${name} is installed; it was not asked.` };
  const read = () => answerOf(context, FunctionName, question);
  try {
    // A source only reads: a function that was cut off is asked once more before its silence stops a deployment.
    const { status, words: said, needsApproval } = await read().catch(read);
    const words = String(said).slice(0, 500);
    if (status === 'PASSED' || status === 'FAILED' || status === 'NOT_INSTALLED')
      return { name, status, words, ...(needsApproval === true && { needsApproval }) };
    if (status === 'NO_DATA')
      return { name, status, words, advisory: true, ...(needsApproval === true && { needsApproval }) };
    throw new Error(`it answered ${JSON.stringify(status)}`);
  } catch (error) {
    return {
      name,
      status: 'NO_DATA',
      words: `The source of ${name} could not be read: ${(error as Error).message}.`,
    };
  }
}

async function answerOf(
  context: Context,
  FunctionName: string,
  question: object,
): Promise<Readonly<Record<string, unknown>>> {
  const Payload = new TextEncoder().encode(JSON.stringify(question));
  const answer = await context.clients(LambdaClient).send(new InvokeCommand({ FunctionName, Payload }));
  if (answer.FunctionError) throw new Error(answer.FunctionError);
  return JSON.parse(new TextDecoder().decode(answer.Payload)) as Record<string, unknown>;
}
