import type { Handler } from '../../operation.ts';
import { readCosts } from '../account-store.ts';
import { viewOf } from '../view.ts';
import type { definition } from './definition.ts';

const NEVER = 'No analysis has ended yet: analyze_costs makes one.';

export const handler: Handler<typeof definition> = async (input, context) => {
  const { done, running } = await readCosts(context);
  if (done) return viewOf(context, done, input);
  const status = running ? ('RUNNING' as const) : ('NO_DATA' as const);
  return { status, ...(running && { analysisId: running.id }), missing: [], notSeen: [NEVER] };
};
