import type { Service } from '@aws-sdk/client-ecs';
import type { ResourceEvent } from '../custom-resource.ts';
import { OWNER_TAG } from './requests.ts';

const LONGEST_TAG = 256;

/** The stack and resource that an event is for, as a tag can hold it: letters, digits and `+ - = . _ : / @`. */
export function ownerIn({ StackId, LogicalResourceId }: ResourceEvent): string {
  return `${StackId}/${LogicalResourceId}`.slice(-LONGEST_TAG);
}

/** Who has made a service; undefined for one that no stack of ours has. */
export function ownerOf({ tags = [] }: Service): string | undefined {
  return tags.find(({ key }) => key === OWNER_TAG)?.value;
}
