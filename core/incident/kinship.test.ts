import { describe, expect, it } from 'vitest';
import { at, incident, signal } from './incident.fixture.ts';
import { kinship } from './kinship.ts';

const graph = {
  dependsOn: { 'live/edge': ['shop'], 'live/shop': ['stock'], 'live/stock': ['db'], 'live/page': ['edge'] },
};
const rank = (of: string, known: string, services?: readonly string[]) =>
  kinship(signal({ service: of }), incident({ service: known }, services ? { services } : {}), graph)?.rank;

describe('kinship of a signal with an incident', () => {
  it.each([
    ['shop', 'shop', 0],
    ['edge', 'shop', 2],
    ['page', 'shop', 3],
    ['stock', 'shop', 2],
    ['db', 'shop', undefined],
    ['page', 'stock', undefined],
    ['page', 'db', undefined],
    ['mail', 'shop', undefined],
  ])('of %s with one of %s has rank %s', (of, known, expected) => {
    expect(rank(of, known)).toBe(expected);
  });

  it('is the closest of several, and needs one origin of all', () => {
    expect(rank('edge', 'shop', ['stock', 'shop'])).toBe(2);
    expect(rank('edge', 'shop', ['stock'])).toBe(3);
    expect(rank('edge', 'shop', ['shop', 'mail'])).toBeUndefined();
    expect(rank('mail', 'shop', ['shop', 'mail'])).toBe(0);
  });

  it.each([
    [240, 2],
    [241, undefined],
    [-240, 2],
    [-241, undefined],
  ])('of a neighbour %d s after its last signal has rank %s', (seconds, expected) => {
    expect(kinship(signal({ service: 'edge', at: at(seconds) }), incident(), graph)?.rank).toBe(expected);
    expect(kinship(signal({ at: at(seconds) }), incident(), graph)?.rank).toBe(0);
    const told = incident({}, { members: [] });
    expect(kinship(signal({ service: 'edge', at: at(seconds) }), told, graph)?.rank).toBe(2);
  });

  it('says which services are near', () => {
    const words = (of: string) => kinship(signal({ service: of }), incident(), graph)?.words;
    expect(words('shop')).toBe('both are of shop');
    expect(words('edge')).toBe('edge needs shop');
    expect(words('stock')).toBe('shop needs stock');
  });

  it('is in a resource, with or without a service', () => {
    const { service: _none, ...bare } = signal({ key: 'x', resource: 'i-1' });
    expect(kinship(bare, incident({ resource: 'i-1' }), graph)).toEqual({ rank: 0, words: 'both watch i-1' });
    expect(kinship(bare, incident({ resource: 'i-2' }), graph)).toBeUndefined();
    const { resource: _nothing, ...nothing } = bare;
    expect(kinship(nothing, incident(), graph)).toBeUndefined();
  });

  it('is in a change that touched both', () => {
    const change = { kind: 'deployment', id: 'dep-1', at: at(0), words: 'v2' } as const;
    const other = { ...change, id: 'dep-2' };
    const mail = signal({ service: 'mail' });
    expect(kinship(mail, incident({}, { changes: [change] }), graph, { changes: [other, change] })).toEqual({
      rank: 1,
      words: 'deployment dep-1 touched both',
    });
    expect(kinship(mail, incident({}, { changes: [change] }), graph, { changes: [other] })).toBeUndefined();
    expect(kinship(mail, incident({}, { changes: [change] }), graph)).toBeUndefined();
  });
});
