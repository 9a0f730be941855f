import type { Tag } from '@aws-sdk/client-ec2';
import type { Resource } from '../../../core/inventory/resource.ts';
import type { Context } from '../../context.ts';
import { described, tagsOf } from '../described.ts';

/**
 * A resource of EC2, whose answers carry no ARNs.
 * @param kind as it stands in the ARN, such as `volume`
 */
export function ec2Resource(
  { environment: { account, region } }: Pick<Context, 'environment'>,
  type: string,
  kind: string,
  id: string,
  answer: { readonly Tags?: Tag[] | undefined },
): Resource {
  const { Tags, ...properties } = answer;
  return {
    type,
    id,
    arn: `arn:aws:ec2:${region}:${account}:${kind}/${id}`,
    region,
    tags: tagsOf(Tags),
    properties: described(properties),
  };
}
