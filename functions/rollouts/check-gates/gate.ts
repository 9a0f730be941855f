import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { DeploymentRecord } from '../../../core/rollout/record.ts';
import type { VerificationGate } from '../../../core/services/service.ts';
import type { Context } from '../../context.ts';

export interface GateAnswer {
  readonly passed: boolean;
  readonly words: string;
}

const TIMEOUT_MS = 60_000;
/** The SDK tries three times; all of that has to fit into the step's own time. */
const INVOKE_TIMEOUT_MS = 35_000;

/** Asks one gate; only the answer PASSED passes, and a gate that cannot be asked has not passed. */
export async function askGate(
  context: Context,
  gate: VerificationGate,
  record: DeploymentRecord,
): Promise<GateAnswer> {
  const { id: deploymentId, environment, service, pinned } = record;
  const question = { deploymentId, environment, service, version: pinned.label };
  try {
    const answer =
      gate.type === 'lambda'
        ? await askFunction(context, gate, question)
        : await askUrl(context, gate, question);
    const { status, reason } = answer as { status?: unknown; reason?: unknown };
    if (status === 'PASSED') return { passed: true, words: `Gate '${gate.name}' passed.` };
    const said = typeof reason === 'string' ? `: ${reason.slice(0, 300)}` : '';
    return { passed: false, words: `Gate '${gate.name}' answered ${JSON.stringify(status ?? null)}${said}.` };
  } catch (error) {
    return { passed: false, words: `Gate '${gate.name}' could not be asked: ${(error as Error).message}.` };
  }
}

async function askFunction(
  context: Context,
  gate: VerificationGate & { type: 'lambda' },
  question: object,
): Promise<object> {
  const { Payload, FunctionError } = await context.clients(LambdaClient).send(
    new InvokeCommand({
      FunctionName: gate.functionName,
      Payload: new TextEncoder().encode(JSON.stringify(question)),
    }),
    { requestTimeout: INVOKE_TIMEOUT_MS },
  );
  if (FunctionError) throw new Error(`the function failed (${FunctionError})`);
  return asObject(new TextDecoder().decode(Payload));
}

async function askUrl(
  context: Context,
  gate: VerificationGate & { type: 'https' },
  question: object,
): Promise<object> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify(question);
  const answer = await context.http({ url: gate.url, method: 'POST', headers, body, timeoutMs: TIMEOUT_MS });
  if (answer.status !== 200) throw new Error(`status ${answer.status}`);
  return asObject(answer.body);
}

function asObject(text: string): object {
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null ? value : {};
}
