import type { Alerting } from '../../../core/alerting/alerting.ts';
import { nextLevel } from '../../../core/alerting/escalation.ts';
import { asReachable } from '../../../core/alerting/reachable.ts';
import { withLine } from '../../../core/incident/line.ts';
import type { StoredIncident } from '../../../core/incident/record.ts';
import { iso } from '../../../core/incident/source-time.ts';
import type { Context } from '../../context.ts';
import { channelSecrets, problemWords } from '../../notifications/channel-secrets.ts';
import { readAlerting } from '../../notifications/store.ts';
import type { Handler } from '../../operation.ts';
import { isTakenOn } from '../escalating.ts';
import { publishIncident } from '../events.ts';
import { levelTold, policyOf, type Tell, tellLevel } from '../notices.ts';
import { routed } from '../routed.ts';
import { readIncident, saveIncident } from '../store.ts';
import type { definition } from './definition.ts';

const BY_ESCALATION = 'escalation';
const NO_POLICY = 'The alerting document has no policy for it any more: nobody else is told.';
/** After a recovery was to be checked, it is looked at what came of it. */
const MARGIN_SECONDS = 10;

export const handler: Handler<typeof definition> = async ({ incidentId, reopened, level }, context) => {
  const { alerting } = await readAlerting(context);
  const record = routed(await readIncident(context, incidentId), alerting);
  const policy = policyOf(record, alerting);
  if (isTakenOn(record, reopened)) return { next: 'done', level };
  if (!policy) {
    await sayOnce(context, record, NO_POLICY);
    return { next: 'done', level };
  }
  const now = context.clock.now();
  if (record.state.name === 'RECOVERING')
    return { next: 'wait', level, seconds: MARGIN_SECONDS + seconds(Date.parse(record.state.until) - now) };
  const told = record.escalation?.level ?? 0;
  // A person had it told, or an earlier attempt got no further than its write.
  const again = told > level ? levelTold(policy, told, now) : undefined;
  if (again) return tellOnce(context, record, alerting, again);
  const next = nextLevel(policy, { level: told }, now);
  if (next.kind === 'wait') return { next: 'wait', level, seconds: seconds(next.until - now) };
  if (next.kind === 'exhausted') {
    await sayOnce(context, record, next.words);
    return { next: 'done', level };
  }
  const escalation = { policy: policy.name, level: next.level };
  const tell = asReachable(next, await lacking(context, alerting, next.channels));
  const after = withLine({ ...record, escalation }, iso(now), BY_ESCALATION, tell.words);
  const saved = await saveIncident(context, record, after, { words: tell.words });
  return tellOnce(context, saved.record, alerting, tell);
};

/** Why channels of a level cannot be told; what nobody can tell of a secret is no reason. */
async function lacking(context: Context, { channels }: Alerting, names: readonly string[]) {
  const told = channels.filter(({ name }) => names.includes(name));
  const secrets = await channelSecrets(context, told);
  return new Map(
    secrets
      .filter(({ problem }) => problem !== undefined)
      .map((one) => [one.channel, problemWords(one)] as const),
  );
}

function seconds(milliseconds: number): number {
  return Math.max(1, Math.ceil(milliseconds / 1000));
}

async function tellOnce(context: Context, record: StoredIncident, alerting: Alerting, tell: Tell) {
  await tellLevel(context, record, alerting, tell);
  if (tell.level > 1) await publishIncident(context, 'IncidentEscalated', record);
  return { next: 'await' as const, level: tell.level, seconds: tell.waitSeconds };
}

/** Why nobody is told any more: once an opening, however often it is asked. */
async function sayOnce(context: Context, record: StoredIncident, words: string): Promise<void> {
  const opened = record.times.reopenedAt ?? record.createdAt;
  if (record.timeline.some((line) => line.by === BY_ESCALATION && line.words === words && line.at >= opened))
    return;
  const after = withLine(record, iso(context.clock.now()), BY_ESCALATION, words);
  await saveIncident(context, record, after, { words });
}
