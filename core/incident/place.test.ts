import { describe, expect, it } from 'vitest';
import { ADA, at, incident, moment, signal } from './incident.fixture.ts';
import { type PlaceFacts, place } from './place.ts';
import type { IncidentRecord } from './record.ts';
import type { Signal } from './signal.ts';

const EDGE = { dependsOn: { 'live/edge': ['shop'] } };
const facts = (changes: Partial<PlaceFacts> = {}): PlaceFacts => ({
  now: moment(20),
  open: [],
  recent: [],
  graph: EDGE,
  ...changes,
});
const open = (of: Partial<Signal> = {}, changes: Partial<IncidentRecord> = {}) => incident(of, changes);
const resolved = (seconds: number, changes: Partial<IncidentRecord> = {}) =>
  incident(
    {},
    {
      state: { name: 'RESOLVED', at: at(seconds), resolved: { how: 'PERSON', by: ADA, resolution: 'Gone.' } },
      ...changes,
    },
  );
const where = (of: Partial<Signal>, changes: Partial<PlaceFacts>) => {
  const placement = place(signal({ key: 'other', ...of }), facts(changes));
  return 'incidentId' in placement ? `${placement.kind} ${placement.incidentId}` : placement.kind;
};

describe('a firing signal', () => {
  it('of a member belongs to its incident, however late, and whatever else holds', () => {
    const changes = {
      open: [open()],
      suppression: { name: 'quiet', reason: 'known' },
      deployment: { id: 'dep-1', service: 'shop', environment: 'live' },
    };
    expect(where({ key: 'cloudwatch:errors', at: at(9000) }, changes)).toBe('attach inc-1');
    expect(where({ key: 'gone', service: 'mail' }, { open: [open()], incidentId: 'inc-1' })).toBe(
      'attach inc-1',
    );
    expect(where({ key: 'gone', service: 'mail' }, { open: [open()], incidentId: 'inc-2' })).toBe('open');
  });

  it('of an objective belongs to the incident of another signal of it, and of no other objective', () => {
    const resource = 'slo/live/orders';
    const burning = open({ key: 'slo:live/orders/page', source: 'slo', resource });
    const worse = { key: 'slo:live/orders/worse', source: 'slo', service: 'mail', at: at(9000) } as const;
    expect(where({ ...worse, resource }, { open: [burning] })).toBe('attach inc-1');
    expect(where({ ...worse, resource: 'slo/live/mail' }, { open: [burning] })).toBe('open');
    expect(where({ ...worse, source: 'webhook', resource }, { open: [burning] })).toBe('open');
  });

  it('is suppressed before it joins or opens anything', () => {
    const suppression = { name: 'quiet', reason: 'known' };
    expect(place(signal({ key: 'other' }), facts({ open: [open()], suppression }))).toEqual({
      kind: 'suppressed',
      words: 'Suppressed by quiet: known.',
    });
  });

  it('is for the judge of a live deployment of its service', () => {
    const deployment = { id: 'dep-1', service: 'shop', environment: 'live' };
    expect(
      place(signal({ key: 'other' }), facts({ open: [open()], recent: [resolved(0)], deployment })),
    ).toEqual({
      kind: 'deployment',
      deploymentId: 'dep-1',
      words: 'Deployment dep-1 of shop is under way.',
    });
  });

  it.each([
    ['the same service', {}, 'attach inc-1'],
    ['a dependant', { service: 'edge' }, 'attach inc-1'],
    ['another service', { service: 'mail' }, 'open'],
    ['another environment', { environment: 'test' }, 'open'],
    ['the last second of the gap', { at: at(300) }, 'attach inc-1'],
    ['beyond the gap', { at: at(301) }, 'open'],
    ['before, within the gap', { at: at(-300) }, 'attach inc-1'],
    ['before, beyond the gap', { at: at(-301) }, 'open'],
  ])('of %s joins or opens', (_case, of, expected) => {
    expect(where(of, { open: [open()] })).toBe(expected);
  });

  it('joins within a gap that rolls on, until the cap', () => {
    const long = open({}, { lastSignalAt: at(1800) });
    expect(where({ at: at(1810) }, { open: [long] })).toBe('attach inc-1');
    expect(where({ at: at(1811) }, { open: [long] })).toBe('open');
    const again = { ...long, times: { ...long.times, reopenedAt: at(600) } };
    expect(where({ at: at(2100) }, { open: [again] })).toBe('attach inc-1');
  });

  it('without an environment joins only what has none either', () => {
    const { environment: _none, ...bare } = signal({ key: 'other' });
    expect(place(bare, facts({ open: [open()] })).kind).toBe('open');
    const unknown = open({}, { environment: 'unknown' });
    expect(place(bare, facts({ open: [unknown] })).kind).toBe('attach');
    expect(where({}, { open: [unknown] })).toBe('open');
  });

  it('joins the closest, and of equals the one that was heard of last', () => {
    const near = open({ service: 'edge' }, { id: 'inc-2', lastSignalAt: at(30) });
    const newer = open({}, { id: 'inc-3', lastSignalAt: at(20) });
    expect(where({}, { open: [near, open()] })).toBe('attach inc-1');
    expect(where({}, { open: [open(), near, newer] })).toBe('attach inc-3');
    expect(where({}, { open: [newer, open(), near] })).toBe('attach inc-3');
  });

  it('opens again what it was a member of, within half an hour', () => {
    const of = { key: 'cloudwatch:errors' };
    expect(where(of, { now: moment(1800), recent: [resolved(0)] })).toBe('reopen inc-1');
    expect(where(of, { now: moment(1801), recent: [resolved(0)] })).toBe('open');
    expect(where({}, { recent: [resolved(0)] })).toBe('open');
    expect(where({}, { recent: [resolved(0)], incidentId: 'inc-1' })).toBe('reopen inc-1');
    expect(where(of, { recent: [open()] })).toBe('open');
    const other = open({ key: 'else' }, { id: 'inc-2' });
    expect(where(of, { recent: [resolved(0)], open: [other] })).toBe('reopen inc-1');
  });

  it('during an experiment is labelled and kept apart from what pages', () => {
    const chaos = { id: 'exp-1', words: 'Experiment exp-1 stops tasks.' };
    const maintenance = { name: 'night' };
    expect(place(signal({ key: 'other' }), facts({ chaos, maintenance }))).toEqual({
      kind: 'open',
      related: [],
      label: 'chaos',
      words: 'Experiment exp-1 stops tasks.',
    });
    expect(place(signal({ key: 'other' }), facts({ maintenance }))).toMatchObject({
      label: 'maintenance',
      words: 'Maintenance night.',
    });
    const labelled = open({}, { label: 'chaos' });
    expect(where({}, { chaos, open: [labelled] })).toBe('attach inc-1');
    expect(where({}, { chaos, open: [open()] })).toBe('open');
    expect(where({}, { open: [labelled] })).toBe('open');
    expect(where({}, { maintenance, open: [labelled] })).toBe('open');
    const member = { key: 'cloudwatch:errors' };
    expect(where(member, { chaos, open: [labelled] })).toBe('attach inc-1');
    expect(where(member, { open: [labelled] })).toBe('open');
    expect(where(member, { chaos, open: [open()] })).toBe('attach inc-1');
    expect(where(member, { chaos, recent: [resolved(0)] })).toBe('open');
    expect(where(member, { chaos, recent: [resolved(0, { label: 'chaos' })] })).toBe('reopen inc-1');
  });

  it('that opens names what it may have to do with, the closest first', () => {
    const coincidence = open({ service: 'mail' }, { id: 'inc-2' });
    const kin = open({ service: 'edge' }, { id: 'inc-3', lastSignalAt: at(-4000) });
    const old = open({ service: 'mail' }, { id: 'inc-4', lastSignalAt: at(-4000) });
    const elsewhere = open({ environment: 'test' }, { id: 'inc-5' });
    expect(place(signal({ key: 'other' }), facts({ open: [coincidence, kin, old, elsewhere] }))).toEqual({
      kind: 'open',
      related: [
        { incidentId: 'inc-3', why: 'edge needs shop' },
        { incidentId: 'inc-2', why: 'fired at about the same time' },
      ],
      words: 'Nothing open has its cause.',
    });
    const many = Array.from({ length: 12 }, (_, index) => open({ service: 'mail' }, { id: `inc-${index}` }));
    const placement = place(signal({ key: 'other' }), facts({ open: many }));
    expect(placement.kind === 'open' && placement.related).toHaveLength(10);
  });

  it('tells why it joined', () => {
    expect(place(signal({ key: 'other', service: 'edge' }), facts({ open: [open()] }))).toMatchObject({
      words: 'Within the grouping window, and edge needs shop.',
    });
    const change = { kind: 'deployment', id: 'dep-1', at: at(0), words: 'v2' } as const;
    const changed = { open: [open({}, { changes: [change] })], changes: [change] };
    expect(where({ service: 'mail' }, changed)).toBe('attach inc-1');
  });
});
