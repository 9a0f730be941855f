import { describe, expect, it } from 'vitest';
import { causeWords, isInvestigated, withCause } from './cause.ts';
import { at, incident, moment } from './incident.fixture.ts';
import { postmortem } from './postmortem.ts';

const cart = { service: 'cart', confidence: 0.82, evidence: ['it fails'] };
const shop = { service: 'shop', confidence: 0.1, evidence: ['it waits'] };
const FOUND = { look: 'first', verdict: 'RANKED', causes: [cart, shop], notSeen: ['traces'] } as const;
const SECOND = { ...FOUND, look: 'second' } as const;
const NOTHING = { ...FOUND, verdict: 'NOT_ENOUGH_DATA' } as const;

describe('a cause that was found', () => {
  it('is kept with the incident, and told in a line', () => {
    const found = withCause(incident(), FOUND, moment(60));
    expect(found.cause).toEqual({ ...FOUND, at: at(60), reopened: 0 });
    expect(found.timeline.at(-1)).toEqual({
      at: at(60),
      by: 'investigation',
      words: 'The cause is most likely cart (82% likely): it fails. After it: shop (10% likely).',
    });
  });

  it('is noted once a look, and told anew only where it is another one', () => {
    const first = withCause(incident(), FOUND, moment(60));
    expect(withCause(first, FOUND, moment(61))).toBe(first);
    const second = withCause(first, SECOND, moment(360));
    expect(second.cause?.look).toBe('second');
    expect(second.timeline).toEqual(first.timeline);
    expect(withCause(second, FOUND, moment(361))).toBe(second);
    const other = withCause(first, { ...SECOND, causes: [shop] }, moment(360));
    expect(other.timeline.at(-1)?.words).toContain('shop');
  });

  it('is looked for anew when the incident is opened again', () => {
    const again = { ...withCause(incident(), SECOND, moment(60)), reopened: 1 };
    expect(isInvestigated(again, 'first')).toBe(false);
    expect(withCause(again, FOUND, moment(900)).timeline).toHaveLength(again.timeline.length + 1);
  });

  it('is no news where there was not enough data, which is kept all the same', () => {
    const before = incident();
    const after = withCause(before, NOTHING, moment(60));
    expect(after.timeline).toEqual(before.timeline);
    expect(after.cause?.verdict).toBe('NOT_ENOUGH_DATA');
    expect(causeWords(NOTHING)).toBeUndefined();
  });

  it('is kept short and clean, whatever a service has logged', () => {
    const evidence = Array.from({ length: 9 }, () => `line\nbreak \u202e ${'x'.repeat(2_000)}`);
    const causes = Array.from({ length: 9 }, () => ({ ...cart, evidence }));
    const { cause, timeline } = withCause(incident(), { ...FOUND, causes }, moment(60));
    expect(cause?.causes).toHaveLength(3);
    expect(cause?.causes[0]?.evidence).toHaveLength(3);
    expect(JSON.stringify(cause)).not.toMatch(/\\n|\u202e/);
    expect(timeline.at(-1)?.words.length).toBeLessThanOrEqual(1_000);
  });

  it('is told without a reason where nothing that speaks for it is strong by itself', () => {
    const silent = { ...cart, evidence: [] };
    expect(causeWords({ ...FOUND, causes: [silent] })).toBe('The cause is most likely cart (82% likely).');
  });

  it('is said to be no surer than anybody has measured', () => {
    expect(causeWords({ ...FOUND, causes: [{ ...cart, confidence: 0.9999 }] })).toContain(
      '(over 99% likely)',
    );
  });
});

describe('the postmortem', () => {
  const causeOf = (...found: Parameters<typeof withCause>[1][]) =>
    postmortem(found.reduce((record, one) => withCause(record, one, moment(60)), incident())).json.cause;

  it('has a likely cause with its evidence', () => {
    expect(causeOf(FOUND)).toEqual({
      kind: 'found',
      words: 'By what was measured, cart (82% likely).',
      evidence: ['it fails'],
    });
  });

  it('has candidates where none is likely, or there was not enough data', () => {
    const unsure = { ...FOUND, causes: [{ ...cart, confidence: 0.4 }] };
    expect(causeOf(unsure)).toMatchObject({
      kind: 'undetermined',
      candidates: [expect.stringMatching(/^By what was measured, cart \(40% likely\)\. it fails/)],
    });
    expect(causeOf(NOTHING)).toMatchObject({
      kind: 'undetermined',
      candidates: [expect.stringContaining('not enough data'), expect.stringContaining('shop')],
    });
  });

  it('leaves a person the last word', () => {
    const record = { ...withCause(incident(), FOUND, moment(60)), rootCause: 'The cable.' };
    expect(postmortem(record).json.cause).toEqual({ kind: 'stated', words: 'The cable.' });
  });
});
