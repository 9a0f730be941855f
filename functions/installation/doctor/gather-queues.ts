import { LambdaClient, ListEventSourceMappingsCommand } from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { MappingFacts, QueueFacts } from '../../../core/installation/facts.ts';
import type { Context } from '../../context.ts';
import { queueArnOf } from '../../environment.ts';
import { unlessMissing } from '../../services/register-service/missing.ts';
import { reading } from '../reading.ts';

/** The queues that functions work off, with where failed messages go and what hands the others out. */
export async function gatherQueues(context: Context): Promise<QueueFacts[]> {
  const { environment } = context;
  return Promise.all(
    Object.values(environment.queues).map(async (url) => ({
      name: url.split('/').at(-1) ?? url,
      found: await reading(() => unlessMissing(queue(context, url), ['QueueDoesNotExist'], undefined)),
      mappings: await reading(() => mappings(context, queueArnOf(environment, url))),
    })),
  );
}

async function queue({ clients }: Context, QueueUrl: string) {
  const { Attributes } = await clients(SQSClient).send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['RedrivePolicy'] }),
  );
  const policy = Attributes?.['RedrivePolicy'];
  if (policy === undefined) return {};
  const { deadLetterTargetArn = '', maxReceiveCount = 0 } = JSON.parse(policy) as {
    deadLetterTargetArn?: string;
    maxReceiveCount?: number | string;
  };
  return { redrive: { deadLetterArn: deadLetterTargetArn, maxReceives: Number(maxReceiveCount) } };
}

async function mappings({ clients, environment }: Context, EventSourceArn: string): Promise<MappingFacts[]> {
  const [ours = ''] = environment.functionPattern.split('{operation}');
  const { EventSourceMappings = [] } = await clients(LambdaClient).send(
    new ListEventSourceMappingsCommand({ EventSourceArn }),
  );
  return EventSourceMappings.filter(({ FunctionArn = '' }) => FunctionArn.startsWith(ours)).map(
    ({ UUID = '', FunctionArn = '', State = '', LastProcessingResult }) => ({
      id: UUID,
      functionName: FunctionArn.split(':function:').at(-1) ?? FunctionArn,
      state: State,
      ...(LastProcessingResult !== undefined && { lastResult: LastProcessingResult }),
    }),
  );
}
