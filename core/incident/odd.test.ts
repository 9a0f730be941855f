import { describe, expect, it } from 'vitest';
import { at, incident, moment, signal } from './incident.fixture.ts';
import { EVIDENCE_LIMIT, withEvidence } from './odd.ts';
import { type PlaceFacts, place } from './place.ts';

const odd = (changes: Parameters<typeof signal>[0] = {}) =>
  signal({
    key: 'anomaly:live/shop/cpu',
    source: 'anomaly',
    title: 'shop: cpu is odd',
    evidence: true,
    ...changes,
  });
const facts = (changes: Partial<PlaceFacts> = {}): PlaceFacts => ({
  now: moment(4000),
  open: [incident()],
  recent: [],
  graph: { dependsOn: {} },
  ...changes,
});

describe('what is only odd', () => {
  it('speaks in an open incident of its service that it may have preceded', () => {
    expect(place(odd({ at: at(3600) }), facts())).toEqual({
      kind: 'evidence',
      incidentId: 'inc-1',
      words: 'It is odd, and both are of shop.',
    });
    expect(place(odd({ at: at(-7200) }), facts()).kind).toBe('evidence');
    expect(place(odd({ at: at(-7201) }), facts()).kind).toBe('suppressed');
  });
  it('opens nothing, reopens nothing and is no member', () => {
    expect(place(odd(), facts({ open: [] }))).toEqual({
      kind: 'suppressed',
      words: 'It is evidence only, and nothing open has its cause.',
    });
    expect(place(odd({ service: 'mail' }), facts()).kind).toBe('suppressed');
    expect(place(odd({ environment: 'test' }), facts()).kind).toBe('suppressed');
    expect(place(odd({ key: 'cloudwatch:errors' }), facts()).kind).toBe('evidence');
  });
  it('speaks where it is closest', () => {
    const near = incident({ service: 'shop' }, { id: 'inc-2', lastSignalAt: at(60) });
    expect(place(odd(), facts({ open: [incident(), near] }))).toMatchObject({ incidentId: 'inc-2' });
  });
  it('is suppressed as an alarm is', () => {
    const suppression = { name: 'quiet', reason: 'known' };
    expect(place(odd(), facts({ suppression }))).toEqual({
      kind: 'suppressed',
      words: 'Suppressed by quiet: known.',
    });
  });
  it('opens an incident where its owner says that it is an alarm', () => {
    const { evidence: _evidence, ...alarm } = odd();
    expect(place(alarm, facts({ open: [] })).kind).toBe('open');
  });
});

describe('an incident with evidence', () => {
  it('has it once for each time, with a line, and no more members', () => {
    const before = incident();
    const after = withEvidence(before, odd({ breachedAt: at(-60), reason: 'cpu was 90.' }), moment(100));
    expect(after.evidence).toEqual([
      { key: 'anomaly:live/shop/cpu', at: at(-60), words: 'cpu was 90.', service: 'shop' },
    ]);
    expect(after.timeline.at(-1)).toEqual({
      at: at(100),
      by: 'signals',
      words: 'Odd as well: shop: cpu is odd.',
    });
    expect(after.memberCount).toBe(before.memberCount);
    expect(after.lastSignalAt).toBe(before.lastSignalAt);
    expect(withEvidence(after, odd({ breachedAt: at(-60) }), moment(200))).toBe(after);
    expect(withEvidence(after, odd({ at: at(300) }), moment(400)).evidence).toHaveLength(2);
  });
  it('keeps the first', () => {
    let record = incident();
    for (let second = 0; second < EVIDENCE_LIMIT + 5; second++)
      record = withEvidence(record, odd({ at: at(second) }), moment(second));
    expect(record.evidence).toHaveLength(EVIDENCE_LIMIT);
    expect(record.evidence?.at(-1)?.at).toBe(at(EVIDENCE_LIMIT - 1));
  });
  it('names no service where none is known', () => {
    const { service: _service, ...nameless } = odd();
    expect(withEvidence(incident(), nameless, moment(0)).evidence?.[0]).not.toHaveProperty('service');
  });
});
