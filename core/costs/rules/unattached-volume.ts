import { anyDay } from '../days.ts';
import { monthlyCost } from '../monthly-cost.ts';
import { SNAPSHOT_GIB_MONTH } from '../prices/storage.ts';
import { daysSince, number, text } from '../properties.ts';
import { type CostRule, LOOK_BACK_DAYS } from '../rule.ts';

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
  // A volume is measured only while it is attached: any day with a value says that it was.
  needs: [
    {
      key: 'writes',
      namespace: 'AWS/EBS',
      metric: 'VolumeWriteOps',
      stat: 'Sum',
      dimensions: ({ id }) => ({ VolumeId: id }),
    },
  ],
  find(facts) {
    const { resource, now } = facts;
    const days = daysSince(resource, 'CreateTime', now);
    const cost = monthlyCost(resource);
    if (text(resource, 'State') !== 'available' || days < LEAST_DAYS || cost === undefined) return undefined;
    if (anyDay(facts, 'writes').length > 0) return undefined;
    return {
      // The snapshot stays, and holds at most the whole volume.
      saving: cost - Math.min(cost / 2, number(resource, 'Size') * SNAPSHOT_GIB_MONTH),
      cost,
      confidence: 0.9,
      evidence: `It is attached to nothing, was made ${Math.floor(days)} days ago, and nothing was written to it in the last ${LOOK_BACK_DAYS}.`,
      action: 'Take a snapshot, then delete the volume.',
    };
  },
};
