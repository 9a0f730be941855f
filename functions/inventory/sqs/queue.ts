import { GetQueueAttributesCommand, ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { asked, describeEach } from '../asked.ts';
import { described } from '../described.ts';
import type { Lister } from '../lister.ts';
import { pageOf } from '../page.ts';

const PAGE = 100;

export const queues: Lister = {
  type: 'AWS::SQS::Queue',
  actions: ['sqs:GetQueueAttributes', 'sqs:ListQueues'],
  async list({ clients, environment: { account, region } }, spend, from) {
    const sqs = clients(SQSClient);
    spend();
    const { QueueUrls = [], NextToken } = await sqs.send(
      new ListQueuesCommand({ MaxResults: PAGE, ...(from && { NextToken: from }) }),
    );
    const found = await describeEach(QueueUrls, async (QueueUrl) => {
      const name = QueueUrl.split('/').at(-1) ?? '';
      spend();
      const answer = await asked(
        sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] })),
      );
      const known = answer && (answer.Attributes ?? {});
      return {
        type: 'AWS::SQS::Queue',
        id: name,
        arn: `arn:aws:sqs:${region}:${account}:${name}`,
        region,
        tags: {},
        properties: described({
          QueueUrl,
          ...(known && {
            Policy: known.Policy ?? null,
            KmsMasterKeyId: known.KmsMasterKeyId ?? null,
            SqsManagedSseEnabled: known.SqsManagedSseEnabled === 'true',
          }),
        }),
      };
    });
    return pageOf(found, NextToken);
  },
};
