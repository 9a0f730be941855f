import type { z } from 'zod';
import { causeWords } from '../../../core/incident/cause.ts';
import { cleanText, TEXT_LIMITS } from '../../../core/incident/clean-text.ts';
import { iso } from '../../../core/incident/source-time.ts';
import type { Cause } from '../../../core/root-cause/rank-causes.ts';
import { significantDigits } from '../../../core/significant-digits.ts';
import type { Handler } from '../../operation.ts';
import { aboutRecord } from '../../target.ts';
import { type Investigation, investigate } from '../investigation/investigate.ts';
import { suspected } from '../investigation/suspected.ts';
import { readIncident } from '../store.ts';
import { targetOfIncident } from '../target.ts';
import type { definition } from './definition.ts';

type Answer = z.input<typeof definition.output>;

const MOST_CAUSES = 5;
const DOLLARS_PER_METRIC = 0.01 / 1_000;

const answer: Handler<typeof definition> = async ({ incidentId }, context) => {
  const record = await readIncident(context, incidentId);
  return { incidentId, ...answerOf(await investigate(context, record)) };
};

export const handler = aboutRecord(answer, targetOfIncident);

function answerOf(found: Investigation): Omit<Answer, 'incidentId'> {
  const { ranking, target, onset, services, metrics, logs, notSeen } = found;
  const { verdict } = ranking;
  const words = causeWords({ verdict, causes: suspected(ranking) });
  return {
    verdict,
    words: words === undefined ? NOT_ENOUGH : cleanText(words, TEXT_LIMITS.reason),
    onset: iso(onset),
    ...(target && { felt: { service: target.node, as: target.felt } }),
    causes: ranking.causes.slice(0, MOST_CAUSES).map(shown),
    looked: {
      services: [...services],
      metrics,
      logLines: logs.lines,
      logBytes: logs.bytes,
      logCalls: logs.calls,
      dollars: significantDigits(metrics * DOLLARS_PER_METRIC, 3),
    },
    notSeen: notSeen.map((one) => cleanText(one, TEXT_LIMITS.reason)),
  };
}

const NOT_ENOUGH = 'Not enough data: nothing was seen that chance would not show as well.';

function shown({ node, confidence, evidence }: Cause): Answer['causes'][number] {
  return {
    service: node,
    confidence: significantDigits(confidence, 3),
    evidence: evidence.map(({ kind, nats, words }) => ({
      kind,
      nats: significantDigits(nats, 3),
      words: cleanText(words, TEXT_LIMITS.reason),
    })),
  };
}
