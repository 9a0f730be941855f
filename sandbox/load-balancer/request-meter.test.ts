import { describe, expect, it } from 'vitest';
import type { Observation } from '../service.ts';
import { dimensionOf, RequestMeter } from './request-meter.ts';

const LB = 'arn:aws:elasticloadbalancing:eu-west-1:000000000000:loadbalancer/app/shop/0123456789abcdef';
const TG = 'arn:aws:elasticloadbalancing:eu-west-1:000000000000:targetgroup/shop-blue/fedcba9876543210';
const LoadBalancer = 'app/shop/0123456789abcdef';
const TargetGroup = 'targetgroup/shop-blue/fedcba9876543210';

function metered(act: (meter: RequestMeter) => void): Observation[] {
  const observations: Observation[] = [];
  const meter = new RequestMeter((observation) => observations.push(observation));
  act(meter);
  meter.flush();
  return observations;
}

describe('RequestMeter', () => {
  it('names the load balancer and the target group by the ends of their ARNs', () => {
    expect([dimensionOf(LB), dimensionOf(TG)]).toEqual([LoadBalancer, TargetGroup]);
  });

  it('counts requests and answers for the group and for the balancer, and no status that did not happen', () => {
    const observations = metered((meter) => {
      meter.chosen(61_000, LB, TG, 3);
      meter.answered(62_000, LB, TG, 200, 0.0123456, 2);
      meter.answered(62_000, LB, TG, 503, 0.0123456, 1);
      meter.answered(62_000, LB, TG, 404, 0.01, 0);
    });
    const of = (dimensions: object) =>
      observations
        .filter((one) => JSON.stringify(one.dimensions) === JSON.stringify(dimensions))
        .map(({ metric, value, count, at }) => [metric, value, count, at]);
    const expected = [
      ['RequestCount', 1, 3, 60_000],
      ['HTTPCode_Target_2XX_Count', 1, 2, 60_000],
      ['TargetResponseTime', 0.0123, 3, 60_000],
      ['HTTPCode_Target_5XX_Count', 1, 1, 60_000],
    ];
    expect(of({ TargetGroup, LoadBalancer })).toEqual(expected);
    expect(of({ LoadBalancer })).toEqual(expected);
  });

  it('puts the balancer’s own answers on the balancer alone', () => {
    const observations = metered((meter) => meter.refused(0, LB, 502, 4));
    expect(observations.map(({ metric, dimensions, count }) => [metric, dimensions, count])).toEqual([
      ['HTTPCode_ELB_502_Count', { LoadBalancer }, 4],
      ['HTTPCode_ELB_5XX_Count', { LoadBalancer }, 4],
    ]);
  });

  it('never puts requests of two minutes together', () => {
    const observations = metered((meter) => {
      meter.connectionErrors(59_999, LB, TG, 1);
      meter.connectionErrors(60_000, LB, TG, 1);
    });
    const minutes = observations.map(({ at, count }) => [Math.floor(at / 60_000), count]);
    expect(minutes).toEqual([
      [0, 1],
      [0, 1],
      [1, 1],
      [1, 1],
    ]);
  });
});
