import type { Handler } from '../../operation.ts';
import { answerToken } from '../../runs/execution.ts';
import { isTakenOn } from '../escalating.ts';
import { readIncident } from '../store.ts';
import { keepToken } from '../tokens.ts';
import type { definition } from './definition.ts';

/** What came before the token was kept is found in the record, and answers it at once. */
export const handler: Handler<typeof definition> = async (input, context) => {
  const { incidentId, reopened, level, token } = input;
  const record = await readIncident(context, incidentId);
  if (isTakenOn(record, reopened)) {
    await answerToken(context, token, { next: 'done' });
    return { next: 'done' };
  }
  if ((record.escalation?.level ?? 0) > level) {
    await answerToken(context, token, { next: 'tell' });
    return { next: 'tell' };
  }
  await keepToken(context, record, token);
  return { next: 'wait' };
};
