import { describe, expect, it } from 'vitest';
import { serviceRecord } from '../../services/record.fixture.ts';
import type { StoredService } from '../../services/store.ts';
import { surroundingsOf } from './surroundings.ts';
import { logSpansOf, windowOf } from './window.ts';

const GRAPH = { web: ['cart'], cart: ['stock', 'bank'], stock: ['cart'], admin: ['stock'], reports: [] };
const head = { sequence: 0, hash: '' };
const registered: StoredService[] = Object.entries(GRAPH).map(
  ([name, dependsOn]) => ({ ...serviceRecord(name), dependsOn, head }) as StoredService,
);
const around = (services: string[], all = registered) =>
  surroundingsOf({ services, environment: 'production' }, all);

describe('what an incident may have to do with', () => {
  it('is what it needs, nearest first, and whoever calls these', () => {
    const { services, affected, calls, notSeen } = around(['web']);
    expect(services.map(({ name }) => name)).toEqual(['web', 'cart', 'stock', 'admin']);
    expect(affected).toEqual(['web']);
    expect(calls).toContainEqual({ caller: 'admin', callee: 'stock' });
    expect(notSeen).toEqual(['Not registered, so that nothing is known of it: bank.']);
  });

  it('is nothing where nobody registered it, which is said', () => {
    expect(around(['ghost'])).toMatchObject({
      services: [],
      affected: [],
      notSeen: [
        'None of its services is registered in production.',
        'Not registered, so that nothing is known of it: ghost.',
      ],
    });
  });

  it('is bounded, which is said', () => {
    const names = Array.from({ length: 80 }, (_, index) => `s${index}`);
    const all = names.map(
      (name, index) =>
        ({ ...serviceRecord(name), dependsOn: names.slice(index + 1, index + 2), head }) as StoredService,
    );
    const { services, notSeen } = around(['s0'], all);
    expect(services).toHaveLength(60);
    expect(notSeen).toEqual(['20 services further away: 60 are looked at.']);
  });
});

describe('the minutes that are compared', () => {
  const minute = (count: number) => Date.UTC(2026, 0, 1) + count * 60_000;
  const iso = (count: number) => new Date(minute(count)).toISOString();
  const times = { startedAt: iso(200), detectedAt: iso(203) };

  it('are two hours before it began, and those since', () => {
    expect(windowOf({ times }, minute(204))).toEqual({
      onset: minute(200),
      usual: { from: minute(75), to: minute(195) },
      now: { from: minute(195), to: minute(204) },
    });
    expect(windowOf({ times }, minute(500)).now.to).toBe(minute(230));
  });

  it('are those before it began the first time, of one that came back', () => {
    const window = windowOf({ times: { ...times, reopenedAt: iso(300) } }, minute(310));
    expect(window.usual.to).toBe(minute(195));
    expect(window.now).toEqual({ from: minute(295), to: minute(310) });
    expect(window.onset).toBe(minute(300));
  });

  it('of logs are fewer, and none in the first minute', () => {
    expect(logSpansOf(windowOf({ times }, minute(200)))).toBeUndefined();
    expect(logSpansOf(windowOf({ times }, minute(290)))).toEqual({
      before: { from: minute(165), to: minute(195) },
      period: { from: minute(200), to: minute(210) },
    });
  });
});
