import {
  DeleteFunctionConcurrencyCommand,
  GetFunctionConcurrencyCommand,
  LambdaClient,
  PutFunctionConcurrencyCommand,
} from '@aws-sdk/client-lambda';
import { Refused } from '../../../core/errors.ts';
import type { Context } from '../../context.ts';
import type { ChangingTool, Job, Restored } from '../step/tool-work.ts';
import { callInput } from './call-input.ts';

interface Before {
  readonly functionName: string;
  /** What was reserved; null for nothing. */
  readonly reserved: number | null;
  readonly wanted: number;
}

/** Reserves concurrency for the function of a service. */
export const concurrency: ChangingTool<Before, { readonly reserved: number }> = {
  name: 'call_aws',
  alone: true,
  observe,
  plan: ({ functionName, reserved, wanted }) => ({
    words: `Reserves ${wanted} concurrent executions for ${functionName}; ${reserved ?? 'none'} are reserved now.`,
    effect: `${wanted} are reserved.`,
  }),
  act: async (context, _job, { functionName, wanted }) => {
    await reserve(context, functionName, wanted);
    return { reserved: wanted };
  },
  effectSeen: async (context, _job, { functionName, wanted }) => {
    const reserved = await read(context, functionName);
    const words = `${reserved ?? 'No'} concurrent executions are reserved for ${functionName}.`;
    return { effect: reserved === wanted ? 'there' : 'not-yet', words };
  },
  restore,
};

async function observe(context: Context, job: Job): Promise<Before> {
  const { target, name } = job.service;
  if (target.type !== 'lambda-alias') throw new Refused(`${name} is no Lambda function.`);
  const wanted = callInput(job, { ReservedConcurrentExecutions: 'integer' })['ReservedConcurrentExecutions'];
  if (typeof wanted !== 'number' || wanted === 0)
    throw new Refused('ReservedConcurrentExecutions must be 1 or more; 0 would turn the function off.');
  const { functionName } = target;
  const reserved = await read(context, functionName);
  if (reserved === wanted) throw new Refused(`${wanted} are reserved for ${functionName} already.`);
  return { functionName, reserved, wanted };
}

async function restore(
  context: Context,
  _job: Job,
  { functionName, reserved, wanted }: Before,
): Promise<Restored> {
  const present = await read(context, functionName);
  const words = `${present ?? 'No'} concurrent executions are reserved for ${functionName}`;
  if (present === reserved) return { state: 'restored', words: `${words}, as before.` };
  if (present !== wanted) return { state: 'impossible', words: `${words}: somebody changed it since.` };
  await reserve(context, functionName, reserved);
  return { state: 'waiting', words: `${reserved ?? 'None'} are reserved again.` };
}

async function read(context: Context, FunctionName: string): Promise<number | null> {
  const command = new GetFunctionConcurrencyCommand({ FunctionName });
  const { ReservedConcurrentExecutions } = await context.clients(LambdaClient).send(command);
  return ReservedConcurrentExecutions ?? null;
}

async function reserve(context: Context, FunctionName: string, reserved: number | null): Promise<void> {
  const lambda = context.clients(LambdaClient);
  if (reserved === null) await lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName }));
  else
    await lambda.send(
      new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: reserved }),
    );
}
