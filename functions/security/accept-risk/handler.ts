import { digest } from '../../../core/canonical.ts';
import { NotFound } from '../../../core/errors.ts';
import type { Acceptance } from '../../../core/security/scan.ts';
import type { Handler } from '../../operation.ts';
import { wrongField } from '../../record-list.ts';
import { findDecision, saveDecision } from '../decision-store.ts';
import type { definition } from './definition.ts';

type Input = Parameters<Handler<typeof definition>>[0];
const MOST_DAYS = 366;
const DAY_MS = 86_400_000;

export const handler: Handler<typeof definition> = async (input, context) => {
  const { rule, resource: arn, remove, dryRun } = input;
  const resource = `risk/${rule.replaceAll('/', ':')}/${digest(arn).slice(0, 16)}`;
  const before = await findDecision<Acceptance>(context, resource);
  if (remove && !before?.record) throw new NotFound(`No risk of ${rule} on ${arn} was taken on.`);
  const acceptance = remove ? undefined : acceptanceIn(input, context.clock.now());
  const answer = { applied: !dryRun, ...(acceptance && { acceptance: { ...acceptance } }) };
  if (dryRun) return answer;
  const words = acceptance
    ? `${acceptance.owner} takes on the risk of ${rule} on ${arn} until ${acceptance.until}: ${acceptance.reason}`
    : `The risk of ${rule} on ${arn} is no longer taken on.`;
  const saving = { kind: 'acceptances', resource, words, answer } as const;
  await saveDecision(context, before?.head, { ...saving, ...(acceptance && { record: acceptance }) });
  return answer;
};

function acceptanceIn({ rule, resource, owner, reason, until }: Input, now: number): Acceptance {
  for (const [name, value] of Object.entries({ owner, reason, until }))
    if (value === undefined) throw wrongField(name, 'is missing', 'needed unless the risk is taken back');
  const end = Date.parse(until ?? '');
  if (end <= now || end > now + MOST_DAYS * DAY_MS)
    throw wrongField('until', 'is not within the next year', `a time up to ${MOST_DAYS} days from now`);
  return { rule, resource, owner: owner ?? '', reason: reason ?? '', until: new Date(end).toISOString() };
}
