import type { Statement } from '../operation.ts';

/** Users' resources carry the tag; a resource without it is out of reach. */
export const TAGGED = { StringLike: { 'aws:ResourceTag/operate:service': '*' } };

export const ECS_SERVICES = 'arn:aws:ecs:{region}:{account}:service/*';

export const READ_ECS_SERVICES: Statement = {
  actions: ['ecs:DescribeServices'],
  resources: [ECS_SERVICES],
  conditions: TAGGED,
};
