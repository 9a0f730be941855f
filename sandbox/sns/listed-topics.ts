import {
  type GetTopicAttributesCommandInput,
  type ListTopicsCommandInput,
  NotFoundException,
} from '@aws-sdk/client-sns';
import { pageOf } from '../elbv2/page.ts';
import { type Described, reading } from '../estate/described.ts';
import type { SandboxService } from '../service.ts';

const TYPE = 'AWS::SNS::Topic';
const PAGE_SIZE = 100;

/** Topics of the estate with their settings. */
export function listedTopics({ estate, scope }: Described): SandboxService {
  const begin = `arn:aws:sns:${scope.region}:${scope.accountId}:`;
  return {
    client: 'SNSClient',
    commands: {
      ListTopics: reading<ListTopicsCommandInput>('sns:ListTopics', ({ NextToken }) => {
        const { items, next } = pageOf(estate.list(TYPE), NextToken, PAGE_SIZE);
        return {
          Topics: items.map(({ id }) => ({ TopicArn: `${begin}${id}` })),
          ...(next !== undefined && { NextToken: next }),
        };
      }),
      GetTopicAttributes: reading<GetTopicAttributesCommandInput>(
        'sns:GetTopicAttributes',
        ({ TopicArn = '' }) => {
          const topic = estate.get(TYPE, TopicArn.slice(begin.length));
          if (!topic)
            throw new NotFoundException({
              message: 'Topic does not exist',
              $metadata: { httpStatusCode: 404 },
            });
          const { Policy, KmsMasterKeyId } = topic.properties;
          return { Attributes: { TopicArn, ...texts({ Policy, KmsMasterKeyId }) } };
        },
        ({ TopicArn = '' }) => TopicArn,
      ),
    },
  };
}

function texts(values: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}
