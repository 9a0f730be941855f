import { judgeEndpoint } from './endpoint.ts';
import { bad, type Finding, good, idle, unseen, warning } from './finding.ts';
import { judgeFunction } from './function.ts';
import type { Probe } from './probe.ts';
import type { EcsCounts, Seen } from './seen.ts';

/** A group or service of which so large a share is missing is bad, not only less than it should be. */
const BAD_SHARE = 0.5;
const ROLLOUT_FAILED = 0.25;
/** An alarm says that something is wrong, and seldom that all is. */
const ALARM = 0.5;

/**
 * What a probe's reading says.
 * @param seen nothing where it was not reached in time
 * @param now milliseconds
 */
export function judge(probe: Probe, seen: Seen | undefined, now: number): readonly Finding[] {
  const about = { probe: probe.id, kind: probe.kind };
  if (seen === undefined) return [unseen(about, 'It was not reached in time.')];
  switch (seen.what) {
    case 'unread':
      return [unseen(about, seen.words)];
    case 'endpoint-failed':
      return [bad(about, 1, seen.words)];
    case 'endpoint-answered':
      return probe.kind === 'endpoint' ? judgeEndpoint(probe, seen, now) : [];
    case 'targets':
      return [judgeTargets(about, seen.states)];
    case 'ecs':
      return [judgeService(about, seen)];
    case 'function':
      return [judgeFunction(about, seen)];
    case 'alarm':
      return [judgeAlarm(about, seen.state)];
  }
}

type About = Pick<Finding, 'probe' | 'kind'>;

/** Targets that drain have been told to go, and those that begin have not been asked yet. */
function judgeTargets(about: About, states: readonly string[]): Finding {
  const counted = states.filter((state) => state !== 'draining');
  const healthy = counted.filter((state) => state === 'healthy').length;
  if (counted.length === 0) return bad(about, 1, 'It has no targets.');
  const share = (counted.length - healthy) / counted.length;
  const words = `${healthy} of ${counted.length} targets are healthy.`;
  return share === 0 ? good(about, words) : byShare(about, share, words);
}

function judgeService(about: About, { status, desired, running, failed }: EcsCounts): Finding {
  if (status !== 'ACTIVE') return bad(about, 1, `ECS says that it is ${status || 'not there'}.`);
  if (desired === 0) return bad(about, 1, 'It is live and scaled to 0.');
  const words = `${running} of ${desired} tasks run.`;
  if (running < desired) return byShare(about, (desired - running) / desired, words);
  return failed
    ? warning(about, ROLLOUT_FAILED, `${words} ECS gave up its last deployment.`)
    : good(about, words);
}

function byShare(about: About, missing: number, words: string): Finding {
  return missing >= BAD_SHARE ? bad(about, missing, words) : warning(about, missing, words);
}

function judgeAlarm(about: About, state: string | undefined): Finding {
  if (state === undefined) return unseen(about, 'There is no such alarm.');
  if (state === 'ALARM') return bad(about, ALARM, 'It is in ALARM.');
  if (state === 'OK') return good(about, 'It is OK.');
  return idle(about, 'It has not enough data.');
}
