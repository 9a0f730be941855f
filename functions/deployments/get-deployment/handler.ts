import { InvalidInput } from '../../../core/errors.ts';
import type { JudgementRecord } from '../../../core/judge/replay.ts';
import type { Handler } from '../../operation.ts';
import { readDeployment, readVerdicts } from '../../runs/store.ts';
import { targetOfDeployment } from '../../runs/target.ts';
import { viewOf } from '../../runs/view.ts';
import { aboutRecord } from '../../target.ts';
import type { definition } from './definition.ts';

interface KeptVerdict {
  readonly step: number;
  readonly weight: number;
  readonly at: string;
  readonly record: JudgementRecord;
}

/** A record holds hours of minutes; an answer may have 6 MB. */
const MOST_RECORDS = 20;

const get: Handler<typeof definition> = async (input, context) => {
  if (input.records && input.verdicts > MOST_RECORDS) {
    const violation = {
      field: 'verdicts',
      problem: `is ${input.verdicts} with records`,
      allowed: `at most ${MOST_RECORDS}`,
    };
    throw new InvalidInput('So many records do not fit into one answer.', { violations: [violation] });
  }
  const record = await readDeployment(context, input.deploymentId);
  const kept = input.verdicts === 0 ? [] : await readVerdicts(context, record.id, input.verdicts);
  return {
    deployment: viewOf(record),
    verdicts: kept.map((verdict) => shown(verdict as KeptVerdict, input.records)),
    timeline: record.timeline.map((line) => ({ ...line })),
  };
};

export const handler = aboutRecord(get, targetOfDeployment);

function shown({ step, weight, at, record }: KeptVerdict, whole: boolean) {
  const { verdict } = record;
  return {
    step,
    weight,
    at,
    decision: verdict.decision,
    words: verdict.reasons.map(({ words }) => words).join(' '),
    signals: verdict.signals.map(({ name, decision, statistic, bound, samples, effect }) => ({
      name,
      decision,
      statistic,
      bound,
      samples: { ...samples },
      effect: { ...effect },
    })),
    ...(whole && { record: { ...record } }),
  };
}
