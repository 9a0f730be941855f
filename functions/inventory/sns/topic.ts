import { GetTopicAttributesCommand, ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { asked, describeEach } from '../asked.ts';
import { described } from '../described.ts';
import type { Lister } from '../lister.ts';
import { pageOf } from '../page.ts';

export const topics: Lister = {
  type: 'AWS::SNS::Topic',
  actions: ['sns:GetTopicAttributes', 'sns:ListTopics'],
  async list({ clients, environment: { region } }, spend, from) {
    const sns = clients(SNSClient);
    spend();
    const { Topics = [], NextToken } = await sns.send(new ListTopicsCommand(from ? { NextToken: from } : {}));
    const found = await describeEach(Topics, async ({ TopicArn = '' }) => {
      spend();
      const answer = await asked(sns.send(new GetTopicAttributesCommand({ TopicArn })));
      const known = answer?.Attributes;
      return {
        type: 'AWS::SNS::Topic',
        id: TopicArn.split(':').at(-1) ?? '',
        arn: TopicArn,
        region,
        tags: {},
        properties: described({
          TopicArn,
          ...(known && { Policy: known['Policy'] ?? null, KmsMasterKeyId: known['KmsMasterKeyId'] ?? null }),
        }),
      };
    });
    return pageOf(found, NextToken);
  },
};
