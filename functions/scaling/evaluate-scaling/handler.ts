import { asOperateError } from '../../../core/errors.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import { RecordChanged } from '../../table.ts';
import type { Answer } from '../answer.ts';
import { carryOutForced } from '../force.ts';
import { scale } from '../scale.ts';
import { listScaling } from '../store.ts';
import type { definition } from './definition.ts';

type Input = Parameters<Handler<typeof definition>>[0];
type Output = Awaited<ReturnType<Handler<typeof definition>>>;

/** What is left of the function's time when no other service is begun with. */
const ENOUGH_MS = 90_000;
const AUTOMATIC = { action: 'auto', forced: false } as const;

export const handler: Handler<typeof definition> = async (input, context) => {
  if (input.scalingId === undefined) return evaluateAll(context, input);
  const answer = await carryOutForced(context, input.scalingId);
  return told(answer ? [answer] : [], []);
};

/**
 * One service after the other. Called twice for the same time it changes nothing twice: the second call finds the change
 * of the first, and its cooldown.
 */
async function evaluateAll(context: Context, { environment, service }: Input): Promise<Output> {
  const records = await listScaling(context, environment);
  const wanted = records.filter((record) =>
    service === undefined ? record.policy?.automatic : record.service === service && record.policy,
  );
  const until = context.clock.now() + ENOUGH_MS;
  const answers: Answer[] = [];
  const notSeen: string[] = [];
  for (const record of wanted) {
    const name = `${record.environment}/${record.service}`;
    if (context.clock.now() > until) {
      notSeen.push(`${name}: there was no time left.`);
      continue;
    }
    try {
      const { environment: where, service: which } = record;
      answers.push(
        await scale(context, { environment: where, service: which, wish: AUTOMATIC, dryRun: false }),
      );
    } catch (error) {
      // One service that cannot be decided about keeps no other from being scaled.
      const words =
        error instanceof RecordChanged
          ? 'Somebody else changes it right now.'
          : asOperateError(error).message;
      context.log.warn('A service could not be scaled.', { service: name, why: words });
      notSeen.push(`${name}: ${words}`);
    }
  }
  return told(answers, notSeen);
}

function told(answers: readonly Answer[], notSeen: readonly string[]): Output {
  return {
    looked: answers.length,
    changed: answers.filter(({ applied }) => applied).length,
    decisions: answers.map(({ environment, service, verdict, code, words }) => ({
      environment,
      service,
      verdict,
      code,
      words,
    })),
    notSeen: [...notSeen],
  };
}
