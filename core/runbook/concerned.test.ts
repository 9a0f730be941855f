import { describe, expect, it } from 'vitest';
import { UNKNOWN_ENVIRONMENT } from '../incident/open.ts';
import { isNamed, notConcerned } from './concerned.ts';

const graph = { dependsOn: { 'live/shop': ['cart', 'other/bank'], 'live/cart': ['stock'] } };
const incident = { id: 'inc-1', environment: 'live', services: ['shop'] };
const on = (service: string, environment = 'live') => ({ environment, service });

describe('a run for an incident', () => {
  it.each([
    ['a service of it', incident, on('shop')],
    ['what that needs, directly or not', incident, on('stock')],
    ['where it began', { ...incident, origins: ['mail'] }, on('mail')],
    ['any service, where it names none', { ...incident, services: [] }, on('mail')],
    ['a service of an unknown environment', { ...incident, environment: UNKNOWN_ENVIRONMENT }, on('shop')],
  ])('may be on %s', (_, of, target) => {
    expect(notConcerned(of, target, graph)).toBeUndefined();
  });

  it('is on no other service, and says which are', () => {
    expect(notConcerned(incident, on('mail'), graph)).toEqual({
      field: 'service',
      problem: "'mail' is not of the incident inc-1",
      allowed: 'cart, shop, stock, or a run without the incident',
    });
    expect(notConcerned({ ...incident, environment: UNKNOWN_ENVIRONMENT }, on('mail'), graph)?.field).toBe(
      'service',
    );
  });

  it.each([{}, { services: [] }])('is in no other environment: %j', (of) => {
    expect(notConcerned({ ...incident, ...of }, on('shop', 'test'), graph)).toEqual({
      field: 'environment',
      problem: 'is not that of the incident inc-1',
      allowed: 'live',
    });
  });

  it('needs no graph where the incident names the service', () => {
    expect([isNamed(incident, on('shop')), isNamed(incident, on('cart'))]).toEqual([true, false]);
  });
});
