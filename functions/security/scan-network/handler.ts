import { RULES } from '../../../core/security/rules.ts';
import { ec2Account } from '../../inventory/ec2/account.ts';
import { securityGroups } from '../../inventory/ec2/security-groups.ts';
import { volumes } from '../../inventory/ec2/volumes.ts';
import { balancersAndListeners } from '../../inventory/elbv2/load-balancers-and-listeners.ts';
import type { Handler } from '../../operation.ts';
import { collect, judged } from '../collect.ts';
import type { definition } from './definition.ts';

export const LISTERS = [ec2Account, securityGroups, volumes, balancersAndListeners];

export const handler: Handler<typeof definition> = ({ scanId }, context) =>
  collect(context, scanId, { group: 'network', sources: judged(LISTERS, RULES) });
