import type { Signal } from './signal.ts';

/** The tag of an alarm that is a part of a composite one, with the name of what it is a part of. */
export const PART_TAG = 'operate:part-of';

/** Why a signal opens nothing by itself: the composite alarm that it is a part of tells it. */
export function partOf({ tags }: Signal): { readonly name: string; readonly reason: string } | undefined {
  const whole = tags[PART_TAG];
  return whole === undefined ? undefined : { name: whole, reason: 'it is a part of that alarm' };
}
