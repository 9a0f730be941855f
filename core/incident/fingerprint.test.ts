import { describe, expect, it } from 'vitest';
import { fingerprintOf, kindOf, traitsOf } from './fingerprint.ts';
import { incident, metric, moment, signal } from './incident.fixture.ts';
import { withSignal } from './joined.ts';

const latency = signal({ key: 'latency', title: 'latency', metric: metric('Latency') });
const errors = signal({ metric: metric('Errors') });

describe('the fingerprint of an incident', () => {
  it('is of what went wrong, not of when, where and in which order', () => {
    const one = withSignal(incident(errors), latency, moment(60));
    const other = withSignal(incident(latency, { id: 'inc-2', environment: 'test' }), errors, moment(900));
    expect(one.fingerprint).toBe(other.fingerprint);
    expect(one.fingerprint).toMatch(/^[0-9a-f]{32}$/);
    expect(one.fingerprint).not.toBe(incident(errors).fingerprint);
    expect(incident({ service: 'mail' }).fingerprint).not.toBe(incident().fingerprint);
  });

  it('is of metrics, or of titles without what varies', () => {
    expect(kindOf(errors)).toBe('AWS/ApplicationELB/Errors');
    const title = 'Job 4711 of 9f8e7d6c-1234-abcd on IP-10 failed';
    expect(kindOf({ title })).toBe('job # of # on ip-# failed');
    expect(kindOf({ title: 'decade of beef' })).toBe('decade of beef');
  });

  it('has each trait once', () => {
    const twice = withSignal(incident(errors), { ...errors, key: 'again' }, moment(60));
    expect(traitsOf(twice)).toEqual(['shop:AWS/ApplicationELB/Errors']);
    expect(twice.fingerprint).toBe(incident(errors).fingerprint);
    expect(traitsOf(withSignal(twice, latency, moment(60)))).toEqual([
      'shop:AWS/ApplicationELB/Errors',
      'shop:AWS/ApplicationELB/Latency',
    ]);
  });

  it('of an incident without signals is of its title and services', () => {
    const told = { members: [], services: ['shop'], title: 'Orders 12 lost' };
    expect(traitsOf(told)).toEqual([':orders # lost', 'shop:orders # lost']);
    expect(fingerprintOf(told)).toBe(fingerprintOf({ ...told, title: 'Orders 13 lost' }));
    const [member] = incident().members;
    const { kind: _kind, service: _service, ...bare } = member ?? { title: '' };
    expect(traitsOf({ ...told, members: [{ ...bare, title: 'Old 1' } as never] })).toEqual([':old #']);
  });
});
