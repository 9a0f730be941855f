import {
  DescribeTargetGroupAttributesCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { EcsPairTarget, Side } from '../../../../core/services/service.ts';
import type { Context } from '../../../context.ts';
import type { Proof } from '../../driver.ts';
import { readArm } from './arms.ts';
import { probe } from './probe.ts';

const PROBES = 10;
/** Below this many requests a minute metrics cannot show that traffic has left; probes have to. */
const IDLE_REQUESTS = 10;
/** A service counts as idle when its last minutes were: what it had before says nothing about now. */
const RECENT_MINUTES = 3;

/**
 * Whether a side that lost its weight is seen to get no traffic any more: in the latest full, published minute after
 * the shift the other side answered and this one did not, nor has it since. An earlier minute proves nothing:
 * somebody may have given the side traffic again. An idle service never shows that, so there the proof is tagged
 * probes through the production listener plus the deregistration delay.
 */
export async function trafficGone(
  context: Context,
  target: EcsPairTarget,
  side: Side,
  since: number,
): Promise<Proof> {
  const now = context.clock.now();
  const marginMs = context.environment.metricMarginSeconds * 1000;
  const range = { from: since, limits: [] };
  const [left, taken] = await Promise.all([
    readArm(context, target, side, range),
    readArm(context, target, side === 'blue' ? 'green' : 'blue', range),
  ]);
  const visible = left.map((minute, index) => ({
    left: minute.requests,
    taken: taken[index]?.requests ?? null,
    end: minute.start + 60_000,
  }));
  const settled = visible.filter(({ end }) => end + marginMs <= now);
  const recent = settled.slice(-RECENT_MINUTES);
  // A minute may be published later than the margin says; then the one before it is the latest.
  const proof = recent.findLast(({ taken }) => (taken ?? 0) >= IDLE_REQUESTS);
  if (proof && !visible.some(({ left, end }) => end >= proof.end && left))
    return {
      state: 'healthy',
      words: `In a whole minute ${proof.taken} requests went to the other side and none to this one.`,
    };
  const busy = recent.some((minute) => (minute.left ?? 0) + (minute.taken ?? 0) >= IDLE_REQUESTS);
  if (settled.length === 0 || busy)
    return { state: 'pending', words: 'No whole minute without traffic is published yet.' };
  return idleProof(context, target, side, now - since);
}

async function idleProof(
  context: Context,
  target: EcsPairTarget,
  side: Side,
  elapsedMs: number,
): Promise<Proof> {
  const delay = await deregistrationSeconds(context, target.sides[side].targetGroup);
  if (elapsedMs < delay * 1000)
    return {
      state: 'pending',
      words: `The service is idle; waiting for the deregistration delay of ${delay} s.`,
    };
  for (let count = 0; count < PROBES; count++) {
    const failure = await probe(context, {
      url: target.productionUrl,
      headers: { 'x-operate-probe': 'production' },
    });
    if (failure) return { state: 'pending', words: `The production listener answers ${failure}.` };
  }
  return {
    state: 'healthy',
    words: `The service is idle: ${PROBES} probes were answered after a deregistration delay of ${delay} s.`,
  };
}

async function deregistrationSeconds(context: Context, TargetGroupArn: string): Promise<number> {
  const { Attributes = [] } = await context
    .clients(ElasticLoadBalancingV2Client)
    .send(new DescribeTargetGroupAttributesCommand({ TargetGroupArn }));
  return Number(Attributes.find(({ Key }) => Key === 'deregistration_delay.timeout_seconds')?.Value ?? 300);
}
