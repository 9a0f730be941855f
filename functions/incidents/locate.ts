import { CloudWatchClient, ListTagsForResourceCommand } from '@aws-sdk/client-cloudwatch';
import { withAlarmTags } from '../../core/incident/alarm-tags.ts';
import type { Signal } from '../../core/incident/signal.ts';
import type { ServiceRecord } from '../../core/services/service.ts';
import type { Context } from '../context.ts';
import { listEnvironments, listServices } from '../services/store.ts';
import { targetNames } from './target-names.ts';

export interface Located {
  readonly signal: Signal;
  /** ARN of the alarm, for signals of CloudWatch. */
  readonly arn?: string;
  /** How often its message was handed out. */
  readonly receives: number;
}

/** A message that was handed out so often is worked off without its alarm's tags, where they cannot be read. */
const PATIENT_RECEIVES = 3;

/** Every registered service, read at most once; for one batch. */
export type AllServices = () => Promise<readonly ServiceRecord[]>;

export function allServices(context: Context): AllServices {
  let read: Promise<readonly ServiceRecord[]> | undefined;
  const readAll = async () => {
    const environments = await listEnvironments(context);
    return (await Promise.all(environments.map((name) => listServices(context, name)))).flat();
  };
  return () => {
    read ??= readAll();
    return read;
  };
}

/**
 * A signal with the environment and service that it is of, as far as anybody says: the signal itself, its alarm's tags,
 * the registered service that names the alarm, else the one whose target the metric is about.
 */
export async function locate(context: Context, located: Located, services: AllServices): Promise<Signal> {
  const { arn } = located;
  if (arn === undefined) return placed(located.signal, undefined, services);
  const tagged = withAlarmTags(located.signal, await tagsOf(context, arn, located.receives));
  return placed(tagged, arn.split(':alarm:').slice(1).join(':alarm:'), services);
}

async function placed(signal: Signal, alarm: string | undefined, services: AllServices): Promise<Signal> {
  if (signal.environment !== undefined && (signal.service !== undefined || signal.source !== 'cloudwatch'))
    return signal;
  const possible = (await services()).filter(
    ({ environment, name }) =>
      environment === (signal.environment ?? environment) && name === (signal.service ?? name),
  );
  const found =
    only(possible.filter(({ alarms }) => alarm !== undefined && alarms.includes(alarm))) ??
    only(possible.filter((service) => isAbout(signal, service))) ??
    (signal.service === undefined ? undefined : only(possible));
  return found ? { ...signal, environment: found.environment, service: found.name } : signal;
}

/** Where several fit, nobody knows which is meant. */
function only<One>(found: readonly One[]): One | undefined {
  return found.length === 1 ? found[0] : undefined;
}

function isAbout({ metric }: Signal, { target }: ServiceRecord): boolean {
  const values = Object.values(metric?.dimensions ?? {});
  return targetNames(target).some((name) => values.includes(name));
}

async function tagsOf(context: Context, ResourceARN: string, receives: number) {
  try {
    const { Tags = [] } = await context
      .clients(CloudWatchClient)
      .send(new ListTagsForResourceCommand({ ResourceARN }));
    return Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value]));
  } catch (error) {
    // An alarm that is gone, or of another account, has no tags for us; what fires is told all the same.
    const isGone = (error as Error).name === 'ResourceNotFoundException' || !isOurs(context, ResourceARN);
    if (!isGone && receives < PATIENT_RECEIVES) throw error;
    context.log.warn('The tags of an alarm could not be read.', { alarm: ResourceARN, why: String(error) });
    return {};
  }
}

function isOurs({ environment }: Context, arn: string): boolean {
  const [, , , region, account] = arn.split(':');
  return region === environment.region && account === environment.account;
}
