import type { Estate } from '../estate/estate.ts';
import { listing } from '../estate/listing.ts';
import { refuseOtherMembers } from '../hook/not-implemented.ts';
import type { Command, Need, SandboxService } from '../service.ts';

const FILE = 'sandbox/compute-optimizer/compute-optimizer.ts';
const PAGING = { size: 'maxResults', token: 'nextToken', most: 1000 } as const;

/** Compute Optimizer, off as in a new account; what it recommends once it is on is seeded in the estate. */
export class ComputeOptimizer implements SandboxService {
  readonly client = 'ComputeOptimizerClient';
  readonly commands: Readonly<Record<string, Command>>;
  #isEnrolled = false;

  constructor(estate: Estate) {
    const status: Command = {
      run: () => ({ status: this.#isEnrolled ? 'Active' : 'Inactive' }),
      needs: () => [{ action: 'compute-optimizer:GetEnrollmentStatus', resource: '*' }],
    };
    this.commands = {
      GetEnrollmentStatus: status,
      GetEC2InstanceRecommendations: recommendations(estate, 'EC2Instance', 'instance', 'DescribeInstances'),
      GetEBSVolumeRecommendations: recommendations(estate, 'EBSVolume', 'volume', 'DescribeVolumes'),
    };
  }

  /** What an owner of the account does, once. */
  enroll(): void {
    this.#isEnrolled = true;
  }
}

/** Compute Optimizer looks at the resources with the permissions of whoever asks. */
function recommendations(estate: Estate, kind: string, member: string, looks: string): Command {
  const name = `Get${kind}Recommendations`;
  const command = listing(estate, {
    type: `ComputeOptimizer::${kind}Recommendation`,
    action: `compute-optimizer:${name}`,
    member: `${member}Recommendations`,
    paging: PAGING,
    check: (input) => refuseOtherMembers(name, input, ['maxResults', 'nextToken'], FILE),
  });
  const look: Need = { action: `ec2:${looks}`, resource: '*' };
  return { ...command, needs: (...call) => [...command.needs(...call), look] };
}
