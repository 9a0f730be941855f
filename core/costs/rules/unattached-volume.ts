import { monthlyCost } from '../monthly-cost.ts';
import { SNAPSHOT_GIB_MONTH } from '../prices/storage.ts';
import { daysSince, number, text } from '../properties.ts';
import type { CostRule } from '../rule.ts';

/** A volume made a moment ago is about to be attached. */
const LEAST_DAYS = 7;

export const unattachedVolume: CostRule = {
  name: 'unattached-volume',
  type: 'AWS::EC2::Volume',
  title: 'A volume that no instance uses',
  kind: 'remove',
  effort: 'VERY_LOW',
  restart: false,
  undo: 'Make the volume again from the snapshot that is taken first.',
  needs: [],
  find({ resource, now }) {
    const days = daysSince(resource, 'CreateTime', now);
    const cost = monthlyCost(resource);
    if (text(resource, 'State') !== 'available' || days < LEAST_DAYS || cost === undefined) return undefined;
    return {
      // The snapshot stays, and holds at most the whole volume.
      saving: cost - Math.min(cost / 2, number(resource, 'Size') * SNAPSHOT_GIB_MONTH),
      cost,
      confidence: 0.9,
      evidence: `It is attached to nothing, and was made ${Math.floor(days)} days ago.`,
      action: 'Take a snapshot, then delete the volume.',
    };
  },
};
