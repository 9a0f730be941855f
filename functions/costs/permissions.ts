import type { Statement } from '../operation.ts';
import { READ_METRICS } from '../runs/metric-permissions.ts';

/** What a step that looks for waste needs besides its listers. */
export const KEEP_FOUND: readonly Statement[] = [
  { actions: ['dynamodb:GetItem', 'dynamodb:PutItem'], resources: ['{table}'] },
  READ_METRICS,
];
