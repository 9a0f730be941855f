import { describe, expect, it } from 'vitest';
import { TrafficLog } from './traffic-log.ts';

describe('TrafficLog', () => {
  it('counts by version and status, and what got no answer as failed', () => {
    const log = new TrafficLog();
    log.record(10, 'v1', 200, 8);
    log.record(20, 'v2', 500, 2);
    log.record(30, undefined, 502);
    log.record(40, undefined, 0);
    log.record(50, 'v1', 404);
    expect(log.counts()).toEqual({
      total: 13,
      failed: 5,
      byVersion: {
        v1: { total: 9, failed: 1, firstAt: 10, lastAt: 50 },
        v2: { total: 2, failed: 2, firstAt: 20, lastAt: 20 },
      },
      byStatus: { 0: 1, 200: 8, 404: 1, 500: 2, 502: 1 },
    });
  });

  it('measures exposure between a version’s first and last request', () => {
    const log = new TrafficLog();
    log.record(1, 'v1', 200, 100);
    log.record(2, 'v2', 200, 5);
    log.record(3, 'v1', 200, 90);
    log.record(4, 'v2', 200, 5);
    log.record(5, 'v1', 200, 1_000);
    expect(log.exposure('v2')).toBe(0.1);
    expect(log.exposure('v3')).toBe(0);
  });

  it('answers windows, and says when it no longer holds all of one', () => {
    const log = new TrafficLog(3);
    for (const at of [1, 2, 3, 4]) log.record(at, 'v1', 200);
    expect(log.window(2, 4)).toMatchObject({ total: 2, complete: true });
    expect(log.window(1, 4)).toMatchObject({ total: 2, complete: false });
    expect(log.window(9, 10)).toMatchObject({ total: 0, complete: true });
  });
});
