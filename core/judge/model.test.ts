import { describe, expect, it } from 'vitest';
import { config, minutes, observed } from './example-rollout.ts';
import { judge } from './judge.ts';

const limits = [
  { name: 'p75', milliseconds: 18 },
  { name: 'p95', milliseconds: 25 },
];

describe('effects on latency', () => {
  it('reach far enough for a version three times as slow where latencies hardly vary', () => {
    const old = minutes(4, 300, 0, { above: { p75: 75, p95: 15 } });
    const slow = minutes(4, 100, 0, { above: { p75: 99, p95: 97 } });
    const { decision, reasons } = judge(observed(old, slow, { limits }), config(4));
    expect(decision).toBe('ROLL_BACK');
    expect(reasons.map(({ code }) => code)).toEqual(['WORSE_THAN_BASELINE']);
  });
});
