import type { Tag } from '@aws-sdk/client-ecs';
import type { Ecs } from './ecs.ts';

/** A resource's tags as ECS writes them. */
export function tagsOf(ecs: Pick<Ecs, 'scope'>, arn: string): Tag[] {
  return Object.entries(ecs.scope.tags.get(arn) ?? {}).map(([key, value]) => ({ key, value }));
}
