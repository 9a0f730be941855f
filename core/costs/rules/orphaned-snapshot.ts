import { monthlyCost } from '../monthly-cost.ts';
import { daysSince, list, member, record, text } from '../properties.ts';
import type { CostRule } from '../rule.ts';

const LEAST_DAYS = 90;
/** AWS's own services delete theirs by their own rules. */
const MANAGED = /AWS Backup|Created by CreateImage|Data Lifecycle Manager/i;

export const orphanedSnapshot: CostRule = {
  name: 'orphaned-snapshot',
  type: 'AWS::EC2::Snapshot',
  title: 'An old snapshot of a volume that is gone',
  kind: 'remove',
  effort: 'LOW',
  restart: false,
  undo: 'Bring it back from the recycle bin, where the account has a rule that keeps deleted snapshots.',
  needs: [],
  find({ resource, now, listed }) {
    const days = daysSince(resource, 'StartTime', now);
    const cost = monthlyCost(resource);
    const volumes = listed.get('AWS::EC2::Volume') ?? [];
    const images = listed.get('AWS::EC2::Image') ?? [];
    if (days < LEAST_DAYS || !cost || text(resource, 'StorageTier') === 'archive') return undefined;
    if (MANAGED.test(text(resource, 'Description')) || 'aws:backup:source-resource' in resource.tags)
      return undefined;
    if (volumes.some(({ id }) => id === text(resource, 'VolumeId'))) return undefined;
    const isOfImage = images.some((image) =>
      list(image, 'BlockDeviceMappings').some(
        (mapping) => record(record(mapping)['Ebs'])['SnapshotId'] === resource.id,
      ),
    );
    if (isOfImage || member(resource, 'Lock', 'State') !== undefined) return undefined;
    return {
      saving: cost,
      cost,
      confidence: 0.55,
      evidence: `It is ${Math.floor(days)} days old, its volume is gone and no image uses it. It costs at most this, since only changed blocks are kept.`,
      action: 'Archive it, or delete it once nobody needs the data.',
    };
  },
};
