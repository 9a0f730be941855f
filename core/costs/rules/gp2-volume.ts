import { dollars } from '../dollars.ts';
import { monthlyCost } from '../monthly-cost.ts';
import { gp3Shapes, volumeMonthly } from '../prices/storage.ts';
import { number, text } from '../properties.ts';
import type { CostRule } from '../rule.ts';

export const gp2Volume: CostRule = {
  name: 'gp2-volume',
  type: 'AWS::EC2::Volume',
  title: 'A gp2 volume that gp3 does as much for less',
  kind: 'change',
  effort: 'VERY_LOW',
  restart: false,
  undo: 'Modify the volume back to gp2; EC2 allows the next change of a volume after six hours.',
  needs: [],
  find({ resource }) {
    const cost = monthlyCost(resource);
    if (text(resource, 'VolumeType') !== 'gp2' || text(resource, 'State') !== 'in-use') return undefined;
    const [same, plain] = gp3Shapes(number(resource, 'Size'));
    const isSame = (volumeMonthly(same) ?? 0) < (cost ?? 0);
    const shape = isSame ? same : plain;
    const after = volumeMonthly(shape);
    if (cost === undefined || after === undefined || after >= cost) return undefined;
    return {
      saving: cost - after,
      cost,
      confidence: isSame ? 0.95 : 0.7,
      evidence: `${shape.gib} GiB of gp2 cost ${dollars(cost)} a month; gp3 with ${isSame ? 'the same IOPS and throughput' : 'the same IOPS, and half of the throughput that gp2 can reach,'} costs ${dollars(after)}.`,
      action: `Modify the volume to gp3 with ${shape.iops} IOPS and ${shape.mibPerSecond} MiB/s.`,
    };
  },
};
