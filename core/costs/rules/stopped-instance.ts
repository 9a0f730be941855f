import type { Resource } from '../../inventory/resource.ts';
import { monthlyCost } from '../monthly-cost.ts';
import { SNAPSHOT_GIB_MONTH } from '../prices/storage.ts';
import { list, member, number, record, text } from '../properties.ts';
import type { CostRule } from '../rule.ts';

const DAY_MS = 86_400_000;
const LEAST_DAYS = 30;

/** An instance that was stopped long ago goes on paying for its disks. */
export const stoppedInstance: CostRule = {
  name: 'stopped-instance',
  type: 'AWS::EC2::Instance',
  title: 'A stopped instance whose volumes are paid for',
  kind: 'remove',
  effort: 'LOW',
  restart: false,
  undo: 'Launch an instance from the image that is made first.',
  needs: [],
  find({ resource, now, listed }) {
    const stopped = stoppedAt(text(resource, 'StateTransitionReason'));
    if (member(resource, 'State', 'Name') !== 'stopped' || stopped === undefined) return undefined;
    const days = Math.floor((now - stopped) / DAY_MS);
    const volumes = (listed.get('AWS::EC2::Volume') ?? []).filter((volume) => isOf(volume, resource.id));
    const cost = volumes.reduce((total, volume) => total + (monthlyCost(volume) ?? 0), 0);
    if (days < LEAST_DAYS || cost === 0) return undefined;
    const gib = volumes.reduce((total, volume) => total + number(volume, 'Size'), 0);
    return {
      saving: cost - Math.min(cost / 2, gib * SNAPSHOT_GIB_MONTH),
      cost,
      confidence: 0.8,
      evidence: `It has been stopped for ${days} days, with ${volumes.length} volumes of ${gib} GiB.`,
      action: 'Make an image of the instance, then terminate it with its volumes.',
    };
  },
};

/** EC2 says when only in words, such as `User initiated (2026-01-01 10:00:00 GMT)`. */
function stoppedAt(reason: string): number | undefined {
  const [, time] = /\((\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) GMT\)/.exec(reason) ?? [];
  return time === undefined ? undefined : Date.parse(`${time.replace(' ', 'T')}Z`);
}

function isOf(volume: Resource, instance: string): boolean {
  return list(volume, 'Attachments').some((attachment) => record(attachment)['InstanceId'] === instance);
}
