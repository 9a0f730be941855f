import type {
  GetQueueAttributesCommandInput,
  ListQueuesCommandInput,
  SetQueueAttributesCommandInput,
} from '@aws-sdk/client-sqs';
import { pageOf } from '../elbv2/page.ts';
import { besides, runningCommand } from '../estate/besides.ts';
import { type Described, reading } from '../estate/described.ts';
import type { SandboxService } from '../service.ts';
import { queueDoesNotExist } from './exceptions.ts';

const TYPE = 'AWS::SQS::Queue';
const PAGE_SIZE = 1000;

/** Queues of the estate with their settings; those that work are asked themselves. */
export function listedQueues(
  { estate, scope }: Described,
  running: readonly SandboxService[],
): SandboxService {
  const begin = `https://sqs.${scope.region}.amazonaws.com/${scope.accountId}/`;
  const find = (url = '') => estate.get(TYPE, url.slice(begin.length));
  const attributes = ({ QueueUrl }: GetQueueAttributesCommandInput) => {
    const { Policy, KmsMasterKeyId, SqsManagedSseEnabled = false } = find(QueueUrl)?.properties ?? {};
    const set = Object.entries({ Policy, KmsMasterKeyId }).filter(([, value]) => typeof value === 'string');
    return { Attributes: { ...Object.fromEntries(set), SqsManagedSseEnabled: String(SqsManagedSseEnabled) } };
  };
  return {
    client: 'SQSClient',
    commands: {
      ListQueues: reading<ListQueuesCommandInput>('sqs:ListQueues', ({ NextToken, MaxResults }) => {
        const { items, next } = pageOf(estate.list(TYPE), NextToken, MaxResults ?? PAGE_SIZE);
        return {
          QueueUrls: items.map(({ id }) => `${begin}${id}`),
          ...(next !== undefined && { NextToken: next }),
        };
      }),
      GetQueueAttributes: besides<GetQueueAttributesCommandInput>(
        runningCommand(running, 'SQSClient', 'GetQueueAttributes'),
        ({ QueueUrl }) => find(QueueUrl) !== undefined,
        attributes,
      ),
      SetQueueAttributes: reading<SetQueueAttributesCommandInput>(
        'sqs:SetQueueAttributes',
        ({ QueueUrl, Attributes }) => {
          const queue = find(QueueUrl);
          if (!queue) throw queueDoesNotExist();
          const SqsManagedSseEnabled = Attributes?.SqsManagedSseEnabled === 'true';
          estate.put(TYPE, queue.id, { ...queue.properties, SqsManagedSseEnabled });
          return {};
        },
        ({ QueueUrl = '' }) =>
          `arn:aws:sqs:${scope.region}:${scope.accountId}:${QueueUrl.slice(begin.length)}`,
      ),
    },
  };
}
