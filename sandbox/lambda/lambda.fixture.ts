import type { InvokeCommandInput, InvokeCommandOutput } from '@aws-sdk/client-lambda';
import { recordingScope } from '../eventbridge/account-scope.fixture.ts';
import type { Command } from '../service.ts';
import type { FunctionHandler } from './function-record.ts';
import { type FunctionDefinition, Lambda, type LambdaOptions } from './lambda.ts';

export const CALL = { principal: { arn: 'arn:aws:iam::000000000000:role/x' }, command: 'X', requestId: 'r' };
const ROLE = 'arn:aws:iam::000000000000:role/function';

/** A Lambda service on a virtual clock, with ways to call it. */
export function bench(options?: LambdaOptions) {
  const scope = recordingScope();
  const lambda = new Lambda(scope, options);
  const send = async <Output = Record<string, unknown>>(name: string, input: object): Promise<Output> =>
    (lambda.commands[name] as Command<object, Output & object>).run(input, CALL);
  const invoke = async (
    FunctionName: string,
    event: unknown = {},
    more: Partial<InvokeCommandInput> = {},
  ) => {
    const output = await send<InvokeCommandOutput>('Invoke', {
      FunctionName,
      Payload: JSON.stringify(event),
      ...more,
    });
    const text = output.Payload?.transformToString() ?? '';
    return { ...output, answer: text === '' ? undefined : (JSON.parse(text) as unknown) };
  };
  const create = (handler: FunctionHandler, more: Partial<FunctionDefinition> = {}) =>
    lambda.createFunction({ name: 'f', roleArn: ROLE, handler, ...more });
  return { scope, lambda, send, invoke, create };
}

/** The sum of a metric's values under exactly these dimensions. */
export function metricSum(
  scope: ReturnType<typeof recordingScope>,
  metric: string,
  dimensions: Readonly<Record<string, string>>,
): number {
  const wanted = JSON.stringify(dimensions);
  const matching = scope.observations.filter(
    (one) => one.metric === metric && JSON.stringify(one.dimensions) === wanted,
  );
  return matching.reduce((sum, { value, count = 1 }) => sum + value * count, 0);
}
