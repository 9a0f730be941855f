import { cleanText, TEXT_LIMITS } from '../../../core/incident/clean-text.ts';
import { isEnvironmentName, isServiceName } from '../../../core/incident/place-names.ts';
import type { Signal, SignalState } from '../../../core/incident/signal.ts';
import { signalKey } from '../../../core/incident/signal-key.ts';
import { iso, sourceTime } from '../../../core/incident/source-time.ts';
import { member, textOf } from '../../../core/incident/untyped.ts';

const SOURCE = 'operate';
/** What follows from one event has to have a time of its own. */
const A_MOMENT_MS = 1;
/** People and gates that say no are no trouble. */
const NO_TROUBLE = ['REFUSED', 'ABORTED'];

/** An event of the product's own bus. */
export function isDeploymentEvent(event: unknown): boolean {
  return member(event, 'source') === SOURCE;
}

export interface DeploymentNews {
  /** What it says of the service. */
  readonly signals: readonly Signal[];
  /** The deployment, at which no judge looks any more. */
  readonly unjudged: string;
}

/** What follows from a deployment's end, or its being held. Nothing where the event is not one of ours. */
export function deploymentNews(event: unknown): DeploymentNews | undefined {
  const unjudged = textOf(member(event, 'detail', 'deploymentId'));
  const isHeld = member(event, 'detail-type') === 'DeploymentHeld';
  const signals = isHeld ? [] : deploymentSignals(event);
  return signals && unjudged !== '' ? { signals, unjudged } : undefined;
}

/**
 * What a deployment's end says of its service: a failure fires, and is well again where the old version was restored;
 * a promotion ends what an earlier one left behind. The time is that of the record, so that an event that is sent twice
 * says the same twice. Nothing where the event is not one of ours.
 */
export function deploymentSignals(event: unknown): readonly Signal[] | undefined {
  const detail = member(event, 'detail');
  const [environment, service] = [member(detail, 'environment'), member(detail, 'service')];
  const at = sourceTime(member(detail, 'at'));
  if (!isEnvironmentName(environment) || !isServiceName(service) || at === undefined) return undefined;
  const state = textOf(member(detail, 'state'));
  const told = (told: SignalState, time: number) => ({
    ...base(environment, service, detail),
    state: told,
    at: iso(time),
  });
  if (member(event, 'detail-type') === 'DeploymentPromoted') return [told('RESOLVED', at)];
  if (NO_TROUBLE.includes(state)) return [];
  const firing = { ...told('FIRING', at), ...harmSince(detail, at) };
  if (isStuck(detail)) return [{ ...firing, severity: 'critical' }];
  return [{ ...firing, severity: 'medium' }, told('RESOLVED', at + A_MOMENT_MS)];
}

/** The first data that could be bad are those of the first requests that reached the new version. */
function harmSince(detail: unknown, at: number): Pick<Signal, 'breachedAt'> {
  const shifted = sourceTime(member(detail, 'firstShiftAt'));
  return shifted !== undefined && shifted <= at ? { breachedAt: iso(shifted) } : {};
}

/** Nobody knows which version serves. */
function isStuck(detail: unknown): boolean {
  return textOf(member(detail, 'reason', 'code')) === 'RESTORE_FAILED';
}

function base(environment: string, service: string, detail: unknown) {
  const id = textOf(member(detail, 'deploymentId'));
  const version = textOf(member(detail, 'version'));
  const words = textOf(member(detail, 'reason', 'words'));
  return {
    key: signalKey('deployment', `${environment}/${service}`),
    source: 'deployment',
    title: cleanText(`Deployment of ${service} ${version} failed`, TEXT_LIMITS.title),
    reason: cleanText(`${id}: ${words}`, TEXT_LIMITS.reason),
    environment,
    service,
    resource: cleanText(id, TEXT_LIMITS.tag),
    tags: {},
  } as const;
}
