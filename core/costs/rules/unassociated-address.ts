import { monthlyCost } from '../monthly-cost.ts';
import { text } from '../properties.ts';
import type { CostRule } from '../rule.ts';

export const unassociatedAddress: CostRule = {
  name: 'unassociated-address',
  type: 'AWS::EC2::EIP',
  title: 'A public address that nothing uses',
  kind: 'remove',
  effort: 'VERY_LOW',
  restart: false,
  undo: 'Ask EC2 for the same address again; it is given back as long as nobody else has got it.',
  needs: [],
  find({ resource }) {
    const users = ['AssociationId', 'InstanceId', 'NetworkInterfaceId'];
    const cost = monthlyCost(resource);
    if (users.some((name) => text(resource, name) !== '') || cost === undefined) return undefined;
    return {
      saving: cost,
      cost,
      confidence: 0.8,
      evidence: 'It is associated with no instance and no network interface.',
      action: 'Release the address, once no allow list of others names it.',
    };
  },
};
