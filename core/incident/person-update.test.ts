import { describe, expect, it } from 'vitest';
import { ADA, at, incident, moment } from './incident.fixture.ts';
import { openIncident } from './open.ts';
import { type Update, update } from './person-update.ts';
import type { IncidentRecord } from './record.ts';

const act = { by: ADA, now: moment(100) };
const all: Update = {
  title: 'Orders lost',
  description: 'Since noon',
  severity: 'critical',
  assignee: 'grace',
  updateNotes: 'Looking at it.',
  rootCause: 'A leak.',
  preventiveMeasures: ['Test it.'],
  affectedServices: ['mail', 'mail'],
  tags: ['orders'],
};
const over: IncidentRecord = {
  ...incident(),
  state: { name: 'RESOLVED', at: at(90), resolved: { how: 'VERIFIED', words: 'Well.' } },
};

describe('an update', () => {
  it('changes what is given, and tells it in one line', () => {
    const before = incident();
    const updated = update(before, act, all);
    expect(updated).toEqual({
      ...before,
      title: 'Orders lost',
      description: 'Since noon',
      severity: 'critical',
      severityReason: 'A person said so.',
      severitySetBy: ADA,
      assignee: 'grace',
      rootCause: 'A leak.',
      preventiveMeasures: ['Test it.'],
      services: ['mail', 'shop'],
      tags: ['orders'],
      timeline: [
        ...before.timeline,
        {
          at: at(100),
          by: ADA,
          words:
            'Changed title, description, severity, assignee, rootCause, preventiveMeasures, affectedServices, tags. Looking at it.',
        },
      ],
    });
  });

  it('that says what was so before changes nothing, and says nothing', () => {
    const before = { ...incident(), tags: ['orders'] };
    const same = { title: before.title, tags: ['orders'], affectedServices: ['shop'] };
    expect(update(before, act, same)).toBe(before);
    const pinned = update(before, act, { severity: before.severity });
    expect(pinned.severitySetBy).toBe(ADA);
    expect(pinned.timeline.at(-1)?.words).toBe('It stays medium, whatever signals say.');
    expect(update(pinned, { ...act, by: 'grace' }, { severity: before.severity })).toBe(pinned);
    const noted = update(pinned, act, { severity: before.severity, updateNotes: 'Looking.' });
    expect(noted.timeline.at(-1)?.words).toBe('Looking.');
  });

  it.each<[string, Update, string]>([
    ['notes', { updateNotes: 'Looking at it.' }, 'Looking at it.'],
    ['a title', { title: 'New' }, 'Changed title.'],
  ])('of %s alone leaves the rest', (_case, changes, words) => {
    const before = incident();
    const updated = update(before, act, changes);
    expect(updated).toEqual({
      ...before,
      ...('title' in changes && { title: 'New' }),
      timeline: [...before.timeline, { at: at(100), by: ADA, words }],
    });
  });

  it('of an incident without signals changes its fingerprint', () => {
    const person = { by: ADA, title: 'Old', description: '', services: [], tags: [] };
    const severity = { severity: 'low', reason: '' } as const;
    const told = openIncident({ id: 'inc-1', person, severity, now: moment(0) });
    expect(update(told, act, { title: 'Orders lost' }).fingerprint).not.toBe(told.fingerprint);
    expect(update(told, act, { tags: [] }).fingerprint).toBe(told.fingerprint);
  });

  it.each<Update>([
    { description: 'x' },
    { updateNotes: 'x' },
    { rootCause: 'x' },
    { preventiveMeasures: ['x'] },
    { tags: ['x'] },
  ])('may say %j when all is over', (changes) => {
    expect(update(over, act, changes)).toMatchObject(
      'updateNotes' in changes ? { state: over.state } : changes,
    );
  });

  it.each<[string, Update]>([
    ['title', { title: 'x' }],
    ['severity', { severity: 'low' }],
    ['assignee', { assignee: 'x' }],
    ['affectedServices', { affectedServices: ['x'] }],
    ['title, assignee', { title: 'x', assignee: 'x', tags: [] }],
  ])('may not change %s when all is over', (fields, changes) => {
    expect(() => update(over, act, changes)).toThrow(
      `It was resolved at ${at(90)}: ${fields} can no longer change, only description, updateNotes, rootCause, preventiveMeasures, tags.`,
    );
  });

  it('needs something to change', () => {
    for (const changes of [{}, { title: undefined } as unknown as Update])
      expect(() => update(incident(), act, changes)).toThrow('The update changes nothing.');
  });
});
