import type { Alerting } from '../../../core/alerting/alerting.ts';
import type { Origin } from '../../../core/incident/attached.ts';
import { UNKNOWN_ENVIRONMENT } from '../../../core/incident/open.ts';
import type { RelatedChange, StoredIncident } from '../../../core/incident/record.ts';
import { nodeOf, type ServiceGraph } from '../../../core/incident/service-graph.ts';
import type { Signal, SloBurn } from '../../../core/incident/signal.ts';
import { willBeJudged } from '../../../core/rollout/decide.ts';
import type { StoredDeployment } from '../../../core/rollout/record.ts';
import type { Context } from '../../context.ts';
import { readAlerting } from '../../notifications/store.ts';
import { isScaling, readLease } from '../../runs/lease.ts';
import { listDeployments, readDeployment } from '../../runs/store.ts';
import { listServices, type StoredService } from '../../services/store.ts';
import { fastestBurn } from '../../slos/fastest-burn.ts';
import { recentChanges } from '../changes.ts';
import { type Experiment, liveExperiment } from '../experiments.ts';
import { graphOf } from '../graph.ts';
import { type OpenIncidents, readOpenIncidents } from '../open-incidents.ts';
import { readIncidents } from '../store.ts';
import type { Heard } from './heard.ts';
import { readOrigins } from './origins.ts';

/** What is under way at a service, and what was changed of it lately. */
export interface AtService {
  /** The deployment that is under way and will be judged. */
  readonly deployment?: StoredDeployment;
  readonly experiment?: Experiment;
  readonly changes: readonly RelatedChange[];
  /** Other services at which began what is felt there, by what was measured. */
  readonly origins: readonly Origin[];
  /** The fastest that an error budget of it burns, where an alert says so. */
  readonly burn?: SloBurn;
}

/** Everything that a batch is decided on, read once. */
export interface Facts {
  readonly alerting: Alerting;
  readonly graph: ServiceGraph;
  /** By environment. */
  readonly lists: ReadonlyMap<string, OpenIncidents>;
  readonly incidents: readonly StoredIncident[];
  /** By node of the graph; of services that something fires of. */
  readonly services: ReadonlyMap<string, AtService>;
}

export async function readFacts(context: Context, heard: readonly Heard[]): Promise<Facts> {
  const news = heard.flatMap((one) => one.news);
  const environments = [...new Set(news.map(environmentOf))];
  const { alerting } = await readAlerting(context);
  const lists = await Promise.all(environments.map((name) => readOpenIncidents(context, name)));
  const named = heard.flatMap(({ before }) => before?.record.incidentId ?? []);
  const ids = lists.flatMap(({ open, recent }) => [...open, ...recent.map(({ id }) => id)]);
  const firing = news.filter(({ state }) => state === 'FIRING');
  const registered = await readRegistered(context, [...new Set(firing.map(environmentOf))]);
  const graph = graphOf(registered);
  const origins = await readOrigins(context, { services: registered, graph }, firing);
  return {
    alerting,
    graph,
    lists: new Map(lists.map((list) => [list.environment, list])),
    incidents: await readIncidents(context, [...new Set([...ids, ...named])]),
    services: await readServices(context, firing, origins),
  };
}

export function environmentOf({ environment = UNKNOWN_ENVIRONMENT }: Signal): string {
  return environment;
}

async function readRegistered(context: Context, environments: readonly string[]): Promise<StoredService[]> {
  return (await Promise.all(environments.map((name) => listServices(context, name)))).flat();
}

async function readServices(
  context: Context,
  firing: readonly Signal[],
  origins: ReadonlyMap<string, readonly Origin[]>,
) {
  const found = new Map<string, AtService>();
  for (const { environment, service } of firing) {
    if (environment === undefined || service === undefined) continue;
    const node = nodeOf(environment, service);
    if (found.has(node)) continue;
    found.set(node, {
      ...(await readService(context, environment, service)),
      origins: origins.get(node) ?? [],
    });
  }
  return found;
}

async function readService(
  context: Context,
  environment: string,
  service: string,
): Promise<Omit<AtService, 'origins'>> {
  const [deployment, experiment, { deployments }, burn] = await Promise.all([
    judgedDeployment(context, environment, service),
    liveExperiment(context, environment, service),
    listDeployments(context, { environment, service }, 5),
    fastestBurn(context, environment, service),
  ]);
  return {
    ...(deployment && { deployment }),
    ...(experiment && { experiment }),
    ...(burn && { burn }),
    changes: recentChanges(deployments, context.clock.now()),
  };
}

/** Of one that waits for a person, or is being rolled back, no judge would look at what is attached to it. */
async function judgedDeployment(context: Context, environment: string, service: string) {
  const lease = await readLease(context, environment, service);
  if (!lease || isScaling(lease)) return undefined;
  const record = await readDeployment(context, lease.deploymentId);
  return willBeJudged(record) ? record : undefined;
}
