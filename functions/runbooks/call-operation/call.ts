import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DependencyFailed, Refused } from '../../../core/errors.ts';
import type { Context } from '../../context.ts';
import { functionArnOf } from '../../environment.ts';
import { kebab } from '../../operation.ts';
import { GATEWAY_HEADER } from '../../serve/gateway.ts';
import type { ChangingTool, Job } from '../step/tool-work.ts';
import { CALLABLE } from './callable.ts';

interface Before {
  readonly operation: string;
  /** The idempotency key: however often it is called, it is one call. */
  readonly key: string;
}

interface Answered {
  readonly status: number;
  /** null for one that is too long to be kept with the run. */
  readonly answer: unknown;
}

const LONGEST_ANSWER = 8000;

/** Calls an operation by the door that callers use, under this function's own name. */
export const callOperation: ChangingTool<Before, Answered> = {
  name: 'call_operation',
  alone: false,
  observe: async (_context, { said, key }) => {
    if (CALLABLE.some((operation) => operation === said)) return { operation: said, key };
    throw new Refused(`A runbook may not call ${said}; it may call ${CALLABLE.join(', ')}.`);
  },
  bound: ({ operation }) => ({ operation }),
  plan: ({ operation }, { params }) => ({
    words: `Calls ${operation} with ${JSON.stringify(params['input'])}.`,
    effect: 'It is answered with a success.',
  }),
  act,
  effectSeen: async (_context, _job, { operation }, result) =>
    result
      ? { effect: 'there', words: `${operation} was answered ${result.status}.` }
      : { effect: 'no-data', words: `Nobody knows what ${operation} was answered.` },
};

async function act(context: Context, { run, params }: Job, { operation, key }: Before): Promise<Answered> {
  const { Payload, FunctionError } = await context.clients(LambdaClient).send(
    new InvokeCommand({
      FunctionName: functionArnOf(context.environment, operation),
      Payload: new TextEncoder().encode(
        JSON.stringify(requestOf(context, run?.id ?? '', operation, key, params)),
      ),
    }),
  );
  const text = new TextDecoder().decode(Payload);
  if (FunctionError) throw new DependencyFailed(`${operation} failed: ${text.slice(0, 300)}`);
  const { statusCode, body } = JSON.parse(text) as { readonly statusCode: number; readonly body: string };
  const answer: unknown = JSON.parse(body);
  if (statusCode < 300) return { status: statusCode, answer: body.length > LONGEST_ANSWER ? null : answer };
  const words = `${operation} was answered ${statusCode}: ${detailOf(answer)}`;
  throw statusCode < 500 ? new Refused(words) : new DependencyFailed(words);
}

/** A request as the HTTP API hands it over; the caller is this function's role, in a session named after the run. */
function requestOf(
  { environment: { account, rolePrefix, gatewayToken }, call }: Context,
  runId: string,
  operation: string,
  key: string,
  params: Job['params'],
) {
  return {
    rawPath: `/operations/${kebab(operation)}`,
    headers: { 'content-type': 'application/json', 'idempotency-key': key, [GATEWAY_HEADER]: gatewayToken },
    body: JSON.stringify(params['input'] ?? {}),
    requestContext: {
      http: { method: 'POST' },
      requestId: call.requestId,
      authorizer: {
        iam: { userArn: `arn:aws:sts::${account}:assumed-role/${rolePrefix}call-operation/${runId}` },
      },
    },
  };
}

function detailOf(problem: unknown): string {
  const { detail, title } = (problem ?? {}) as { readonly detail?: string; readonly title?: string };
  return (detail ?? title ?? 'no reason was given').slice(0, 500);
}
