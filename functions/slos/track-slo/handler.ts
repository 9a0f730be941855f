import { LONGEST_DAYS, parseDuration, secondsOf } from '../../../core/slo/document/duration.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import { wrongField } from '../../record-list.ts';
import { listEnvironments, listServices } from '../../services/store.ts';
import type { StoredSlo } from '../../slo-record.ts';
import { readStatuses, statusName } from '../status-store.ts';
import { listSlos } from '../store.ts';
import type { definition } from './definition.ts';
import { track } from './track.ts';

/** Objectives that are worked on at once. */
const AT_ONCE = 10;
type Input = Parameters<Handler<typeof definition>>[0];

/** Counts that are kept are read, not CloudWatch: it answers as of the last evaluation, and says when that was. */
export const handler: Handler<typeof definition> = async (input, context) => {
  const seconds = secondsIn(input);
  const slos = (await listSlos(context, input)).filter(({ removed }) => !removed);
  const statuses = await readStatuses(
    context,
    slos.map(({ objective }) => objective),
  );
  const objectives: Awaited<ReturnType<typeof track>>[] = [];
  for (let first = 0; first < slos.length; first += AT_ONCE)
    objectives.push(
      ...(await Promise.all(
        slos
          .slice(first, first + AT_ONCE)
          .map((slo) => track(context, slo, statuses.get(statusName(slo.objective)), seconds)),
      )),
    );
  return {
    objectives,
    missing: await unwatched(context, input, slos),
    notSeen: objectives.flatMap(({ environment, objective, notSeen }) =>
      notSeen.map((words) => `${environment}/${objective}: ${words}`),
    ),
  };
};

/** Services of which nobody said what is good enough. */
async function unwatched(
  context: Context,
  { environment, service }: Input,
  slos: readonly StoredSlo[],
): Promise<string[]> {
  const environments = environment === undefined ? await listEnvironments(context) : [environment];
  const services = (await Promise.all(environments.map((name) => listServices(context, name)))).flat();
  const watched = new Set(slos.map(({ objective }) => `${objective.environment}/${objective.service}`));
  return services
    .filter(({ name }) => service === undefined || name === service)
    .map((one) => `${one.environment}/${one.name}`)
    .filter((name) => !watched.has(name));
}

function secondsIn({ window }: Input): number | undefined {
  const duration = parseDuration(window);
  const seconds = duration && secondsOf(duration);
  if (seconds !== undefined && seconds > LONGEST_DAYS * 86_400)
    throw wrongField('window', 'is too long', `at most ${LONGEST_DAYS} days`);
  return seconds;
}
