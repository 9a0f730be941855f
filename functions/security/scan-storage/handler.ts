import { RULES } from '../../../core/security/rules.ts';
import { buckets } from '../../inventory/s3/bucket.ts';
import type { Handler } from '../../operation.ts';
import { collect } from '../collect.ts';
import type { definition } from './definition.ts';

export const LISTERS = [buckets];

export const handler: Handler<typeof definition> = ({ scanId }, context) =>
  collect(context, scanId, { group: 'storage', listers: LISTERS, rules: RULES });
