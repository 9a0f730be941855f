import { describe, expect, it } from 'vitest';
import { TrafficLog } from '../traffic/traffic-log.ts';
import { withinLimits } from './ending.ts';

const LIMITS = { seconds: 360, failedShare: 0.012 };

/** Ten requests a second, of which `failures` fail, between 0 and 100 s; before and after only v1 answers. */
function log(failures: number): TrafficLog {
  const traffic = new TrafficLog();
  traffic.record(-1, 'v1', 200, 5_000);
  traffic.record(0, 'bad', 500, failures);
  traffic.record(50_000, 'v1', 200, 1_000 - failures);
  traffic.record(100_001, 'v1', 200, 5_000);
  return traffic;
}

describe('withinLimits', () => {
  it('counts only what happened while the bad version had traffic', () => {
    expect(withinLimits(log(12), 'bad', LIMITS, 100_000)).toMatchObject({
      holds: true,
      words: '12 of 1000 requests (1.20%) failed in the 100 s of bad',
    });
    expect(withinLimits(log(13), 'bad', LIMITS, 100_000).holds).toBe(false);
  });

  it('does not hold when it took too long, or was not seen', () => {
    expect(withinLimits(log(1), 'bad', LIMITS, 361_000).holds).toBe(false);
    expect(withinLimits(log(1), 'bad', LIMITS, undefined).holds).toBe(false);
    expect(withinLimits(log(1), 'other', LIMITS, 100_000).holds).toBe(false);
  });
});
