import { Internal } from '../../../core/errors.ts';
import type { JudgementRecord } from '../../../core/judge/replay.ts';
import type { Verdict } from '../../../core/judge/verdict.ts';
import {
  afterJudging,
  beforeJudging,
  type Judged,
  type LookFacts,
  type Next,
} from '../../../core/rollout/decide.ts';
import type { StoredDeployment } from '../../../core/rollout/record.ts';
import { waitingSince } from '../../../core/rollout/state.ts';
import type { Context } from '../../context.ts';
import { saveDeployment, verdictItem } from '../../runs/store.ts';
import type { Driver } from '../driver.ts';
import { isoNow, jobOf, runningRecord } from '../job.ts';
import { judged } from './judgement.ts';

/** One look at a step that is baking: the real weights, then a person's command, then the judge. */
export async function look(context: Context, driver: Driver, input: { deploymentId: string; step: number }) {
  const record = await runningRecord(context, driver, input.deploymentId);
  const step = record.steps[input.step];
  if (!step || record.state.name !== 'BAKING')
    throw new Internal(`Deployment ${record.id} is not baking step ${input.step}.`);
  const facts: LookFacts = {
    now: context.clock.now(),
    step: input.step,
    shiftedAt: Date.parse(record.state.since),
    waitingSince: Date.parse(waitingSince(record.state)),
    weightAsked: step.weight,
    weightReadBack: await driver.readBack(context, jobOf(record, driver)),
  };
  const early = beforeJudging(record, facts);
  if (early) return told(context, record, facts, early);
  const judgement = await judged(context, driver, record, facts);
  return told(context, record, facts, afterJudging(record, facts, judgedBy(judgement.verdict)), judgement);
}

function judgedBy({ decision, reasons, nextLookSeconds }: Verdict): Judged {
  return { decision, words: reasons.map(({ words }) => words).join(' '), nextLookSeconds };
}

/** Writes what was seen and decided, and tells the machine; in one write. */
async function told(
  context: Context,
  record: StoredDeployment,
  facts: LookFacts,
  next: Next,
  judgement?: JudgementRecord,
) {
  const at = isoNow(context);
  const words = judgement ? judgedBy(judgement.verdict).words : wordsOf(next);
  const weights = { asked: facts.weightAsked, readBack: facts.weightReadBack, at: record.weights?.at ?? at };
  const looks = record.looks + 1;
  const after = {
    ...record,
    weights,
    looks,
    ...(judgement && { lastVerdict: { decision: judgement.verdict.decision, words, at } }),
  };
  const more = judgement
    ? [
        verdictItem(context, record.id, looks, {
          step: facts.step,
          weight: facts.weightAsked,
          at,
          record: judgement,
        }),
      ]
    : [];
  await saveDeployment(context, record, after, {
    words: `${judgement?.verdict.decision ?? next.next}: ${words}`,
    more,
  });
  return { step: facts.step, ...next };
}

function wordsOf(next: Next): string {
  return 'reason' in next
    ? next.reason.words
    : 'A person promotes the version without waiting for the remaining steps.';
}
