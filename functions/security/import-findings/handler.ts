import type { Handler } from '../../operation.ts';
import { collect } from '../collect.ts';
import { accessAnalyzer } from '../imports/access-analyzer.ts';
import { guardDutyFindings } from '../imports/guardduty.ts';
import { inspector } from '../imports/inspector.ts';
import { securityHub } from '../imports/security-hub.ts';
import type { definition } from './definition.ts';

export const LISTERS = [securityHub, inspector, guardDutyFindings, accessAnalyzer];

export const handler: Handler<typeof definition> = ({ scanId }, context) =>
  collect(context, scanId, { group: 'imports', sources: LISTERS });
