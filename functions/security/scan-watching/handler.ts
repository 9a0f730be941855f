import { RULES } from '../../../core/security/rules.ts';
import { trails } from '../../inventory/cloudtrail/trails.ts';
import { configRecorders } from '../../inventory/config/account.ts';
import { guardDuty } from '../../inventory/guardduty/account.ts';
import { logGroups } from '../../inventory/logs/log-groups.ts';
import type { Handler } from '../../operation.ts';
import { collect, judged } from '../collect.ts';
import type { definition } from './definition.ts';

export const LISTERS = [trails, logGroups, guardDuty, configRecorders];

export const handler: Handler<typeof definition> = ({ scanId }, context) =>
  collect(context, scanId, { group: 'watching', sources: judged(LISTERS, RULES) });
