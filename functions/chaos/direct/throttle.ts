import {
  DeleteFunctionConcurrencyCommand,
  GetFunctionConcurrencyCommand,
  LambdaClient,
  PutFunctionConcurrencyCommand,
} from '@aws-sdk/client-lambda';
import type { Undo } from '../../../core/chaos/record.ts';
import { Refused } from '../../../core/errors.ts';
import type { Context } from '../../context.ts';
import type { FaultInjector, Injected, Job, Prepared, TakenBack } from '../injector.ts';

interface Reserved extends Undo {
  readonly functionName: string;
  /** What was reserved before; null for nothing. */
  readonly reserved: number | null;
}

/** Leaves a function none of its concurrency; what was reserved for it before is put back. */
export const throttle: FaultInjector = { prepare, inject, restore };

async function prepare(context: Context, { service }: Job): Promise<Prepared> {
  const { target, name } = service;
  if (target.type !== 'lambda-alias') throw new Refused(`${name} is no Lambda function.`);
  const { functionName } = target;
  const reserved = await read(context, functionName);
  const undo: Reserved = { functionName, reserved };
  return {
    targets: reserved === 0 ? [] : [functionName],
    affectedShare: 1,
    missing: reserved === 0 ? [`concurrency of ${functionName}: 0 is reserved already`] : [],
    words: [`Reserves 0 concurrent executions for ${functionName}; ${reserved ?? 'none'} are reserved now.`],
    inverse: reserved === null ? 'The reservation is deleted.' : `${reserved} are reserved again.`,
    undo,
  };
}

async function inject(context: Context, _job: Job, undo: Undo): Promise<Injected> {
  const { functionName } = undo as Reserved;
  await context
    .clients(LambdaClient)
    .send(new PutFunctionConcurrencyCommand({ FunctionName: functionName, ReservedConcurrentExecutions: 0 }));
  return { state: 'there', words: `Nothing is left of the concurrency of ${functionName}.` };
}

/** Only what we have set is put back: whoever has set another number since meant it. */
async function restore(context: Context, _job: Job, undo: Undo): Promise<TakenBack> {
  const { functionName, reserved } = undo as Reserved;
  const present = await read(context, functionName);
  if (present !== 0) {
    const words = `${present ?? 'No'} concurrent executions are reserved for ${functionName}.`;
    return { state: 'gone', words };
  }
  const lambda = context.clients(LambdaClient);
  if (reserved === null)
    await lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName: functionName }));
  else
    await lambda.send(
      new PutFunctionConcurrencyCommand({
        FunctionName: functionName,
        ReservedConcurrentExecutions: reserved,
      }),
    );
  const after = await read(context, functionName);
  return { state: after === 0 ? 'waiting' : 'gone', words: `${after ?? 'None'} are reserved again.` };
}

async function read(context: Context, FunctionName: string): Promise<number | null> {
  const command = new GetFunctionConcurrencyCommand({ FunctionName });
  const { ReservedConcurrentExecutions } = await context.clients(LambdaClient).send(command);
  return ReservedConcurrentExecutions ?? null;
}
