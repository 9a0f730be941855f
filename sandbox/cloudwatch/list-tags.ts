import {
  type ListTagsForResourceInput,
  type ListTagsForResourceOutput,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch';
import type { AccountScope, Command } from '../service.ts';
import type { Alarms } from './alarms.ts';

/** ListTagsForResource: of an alarm of this account. */
export function listTags(
  alarms: Alarms,
  { tags }: AccountScope,
): Command<ListTagsForResourceInput, ListTagsForResourceOutput> {
  return {
    run: ({ ResourceARN = '' }) => {
      const alarm = alarms.list().find(({ arn }) => arn === ResourceARN);
      if (!alarm)
        throw new ResourceNotFoundException({
          message: `The alarm ${ResourceARN} does not exist.`,
          ResourceType: 'alarm',
          ResourceId: ResourceARN,
          $metadata: { httpStatusCode: 404 },
        });
      return { Tags: Object.entries(tags.get(ResourceARN) ?? {}).map(([Key, Value]) => ({ Key, Value })) };
    },
    needs: ({ ResourceARN = '' }) => [{ action: 'cloudwatch:ListTagsForResource', resource: ResourceARN }],
  };
}
