import { route } from '../../../core/alerting/route.ts';
import { SEVERITIES } from '../../../core/incident/signal.ts';
import { diagnose } from '../../../core/installation/doctor.ts';
import type { InstallationFacts } from '../../../core/installation/facts.ts';
import type { Context } from '../../context.ts';
import { countLetters } from '../../dead-letters/queue.ts';
import { queueArnOf, queueArns } from '../../environment.ts';
import { channelSecrets } from '../../notifications/channel-secrets.ts';
import { readAlerting } from '../../notifications/store.ts';
import type { Handler } from '../../operation.ts';
import { reading } from '../reading.ts';
import { askAboutServices } from './ask-about-services.ts';
import type { definition } from './definition.ts';
import { gatherQueues } from './gather-queues.ts';
import { gatherAnchors, gatherLeases, gatherSources, readTable } from './gather-records.ts';
import { gatherTrails } from './gather-trails.ts';
import { gatherMachines, gatherRules, gatherSchedules } from './gather-wiring.ts';

type Input = Parameters<Handler<typeof definition>>[0];

export const handler: Handler<typeof definition> = async (input, context) => {
  const { state, words, checks } = diagnose(await gather(context, input));
  return { state, words, checks: checks.map((check) => ({ ...check })) };
};

/** Who is told, and of what nobody is; the document is read once for both. */
async function gatherAlerting(context: Context, environment: string) {
  const read = await reading(() => readAlerting(context));
  if (!('value' in read)) return { channels: read, unheard: read };
  const { alerting } = read.value;
  const unheard = SEVERITIES.filter((severity) => !route({ environment, severity, services: [] }, alerting));
  return {
    channels: await reading(() => channelSecrets(context, alerting.channels)),
    unheard: { value: unheard },
  };
}

async function gather(context: Context, { environment, service }: Input): Promise<InstallationFacts> {
  const services = reading(() => askAboutServices(context, environment, service));
  const { region, roles, triggers } = context.environment;
  const found = await services;
  return {
    now: context.clock.now(),
    region,
    roles,
    functions: triggers.functions,
    queues: queueArns(context.environment),
    deadLetterQueue: queueArnOf(context.environment, context.environment.deadLetterQueue),
    worked: await gatherQueues(context),
    table: await reading(() => readTable(context)),
    machines: await gatherMachines(context),
    rules: await gatherRules(context),
    schedules: await gatherSchedules(context),
    deadLetters: await reading(() => countLetters(context)),
    trails: await reading(() => gatherTrails(context)),
    sources: await gatherSources(context),
    services: 'value' in found ? found.value : { environment, looked: found, left: 0 },
    ...(await gatherAlerting(context, environment)),
    anchors: await reading(() => gatherAnchors(context)),
    leases: await reading(() => gatherLeases(context)),
  };
}
