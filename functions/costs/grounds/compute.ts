import { gp2Volume } from '../../../core/costs/rules/gp2-volume.ts';
import { gravitonInstance } from '../../../core/costs/rules/graviton-instance.ts';
import { idleInstance } from '../../../core/costs/rules/idle-instance.ts';
import { idleNatGateway } from '../../../core/costs/rules/idle-nat-gateway.ts';
import { orphanedSnapshot } from '../../../core/costs/rules/orphaned-snapshot.ts';
import { oversizedInstance } from '../../../core/costs/rules/oversized-instance.ts';
import { previousGenerationInstance } from '../../../core/costs/rules/previous-generation-instance.ts';
import { stoppedInstance } from '../../../core/costs/rules/stopped-instance.ts';
import { unassociatedAddress } from '../../../core/costs/rules/unassociated-address.ts';
import { unattachedVolume } from '../../../core/costs/rules/unattached-volume.ts';
import { addresses } from '../../inventory/ec2/addresses.ts';
import { images } from '../../inventory/ec2/images.ts';
import { instances } from '../../inventory/ec2/instances.ts';
import { natGateways } from '../../inventory/ec2/nat-gateways.ts';
import { snapshots } from '../../inventory/ec2/snapshots.ts';
import { volumes } from '../../inventory/ec2/volumes.ts';
import type { Ground } from '../find-waste.ts';

/** EC2: instances and what hangs on them. */
export const computeGround: Ground = {
  name: 'compute',
  listers: [instances, volumes, images, snapshots, addresses, natGateways],
  rules: [
    gp2Volume,
    gravitonInstance,
    idleInstance,
    idleNatGateway,
    orphanedSnapshot,
    oversizedInstance,
    previousGenerationInstance,
    stoppedInstance,
    unassociatedAddress,
    unattachedVolume,
  ],
};
