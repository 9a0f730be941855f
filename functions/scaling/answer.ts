import type { z } from 'zod';
import type { Change } from '../../core/scaling/change.ts';
import { bounds } from '../../core/scaling/limits.ts';
import { LEVEL } from '../../core/scaling/predictive.ts';
import { rounded } from '../../core/scaling/reactive.ts';
import type { answer } from './fields.ts';
import type { Asked, Decided } from './scale.ts';

export type Answer = z.input<typeof answer>;

/** What is answered about a decision, and about the change that came of it. */
export function answerOf(
  { environment, service }: Pick<Asked, 'environment' | 'service'>,
  { subject, gathered, decision }: Decided,
  change?: Change,
): Answer {
  const { facts, missing } = gathered;
  const { capacity, policy, meter } = facts;
  const between = bounds(facts);
  const newest = facts.minutes.at(-1);
  return {
    environment,
    service,
    verdict: decision.verdict,
    applied: change?.state.name === 'DONE',
    code: decision.code,
    words: decision.words,
    from: decision.from,
    to: decision.to,
    why: decision.why.map(({ rule, to, words }) => ({ rule, to, words })),
    capacity: {
      resource: capacity.name,
      ...(capacity.units !== undefined && { units: capacity.units }),
      ready: capacity.ready,
      ...(between && { min: between.min, ...(Number.isFinite(between.max) && { max: between.max }) }),
      scaledByAws: capacity.limits?.owned ?? false,
    },
    ...(policy &&
      newest && {
        measured: {
          metric: policy.metric,
          value: rounded(newest.value),
          target: policy.target,
          at: new Date(newest.at).toISOString(),
        },
      }),
    ...(policy?.cost &&
      meter && {
        cost: { dollarsToday: Number(meter.dollars.toFixed(4)), dollarsADay: policy.cost.dollarsADay },
      }),
    ...forecastShown(gathered.facts),
    ...(change && { change: changeShown(change) }),
    missing: [...missing],
    notSeen: [
      ...(facts.ahead?.forecast?.notSeen ?? []),
      ...(subject.record.policy ? [] : ['No policy is set: measurements were not looked at.']),
    ],
  };
}

function forecastShown({ ahead }: Decided['gathered']['facts']) {
  if (!ahead?.forecast) return {};
  const { gate, quantiles, values } = ahead.forecast;
  const p90 = quantiles.find(({ level }) => level === LEVEL)?.values ?? values;
  return {
    forecast: {
      verdict: gate.verdict,
      peak: rounded(Math.max(...p90)),
      ...(ahead.unitsPerLoad !== undefined && { unitsPerLoad: rounded(ahead.unitsPerLoad) }),
    },
  };
}

export function changeShown({ id, direction, from, to, at, by, state, undo, forcedBy, undoes }: Change) {
  return {
    changeId: id,
    direction,
    from,
    to,
    at,
    by,
    state: state.name,
    ...(state.name === 'DONE' && { proof: state.proof }),
    ...(state.name === 'FAILED' && { proof: state.why }),
    undo: `scale_resources with undo ${id} sets ${
      Object.entries(undo)
        .map(([name, value]) => `${name} ${value}`)
        .join(', ') || 'nothing'
    }.`,
    ...(forcedBy !== undefined && { forcedBy }),
    ...(undoes !== undefined && { undoes }),
  };
}
