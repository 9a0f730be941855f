import { RULES } from '../../../core/security/rules.ts';
import { iamAccount } from '../../inventory/iam/account.ts';
import { managedPolicies } from '../../inventory/iam/managed-policy.ts';
import { roles } from '../../inventory/iam/role.ts';
import { users } from '../../inventory/iam/user.ts';
import { keys } from '../../inventory/kms/key.ts';
import { secrets } from '../../inventory/secrets-manager/secret.ts';
import type { Handler } from '../../operation.ts';
import { collect, judged } from '../collect.ts';
import type { definition } from './definition.ts';

export const LISTERS = [iamAccount, users, roles, managedPolicies, keys, secrets];

export const handler: Handler<typeof definition> = ({ scanId }, context) =>
  collect(context, scanId, { group: 'identity', sources: judged(LISTERS, RULES) });
