import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at, moment } from './incident.fixture.ts';
import { readWebhookBody } from './webhook-body.ts';

const LEAST = { key: 'disk-1', state: 'FIRING', title: 'Disk is full', at: at(0) };
const read = (body: unknown) => readWebhookBody(body, moment(0));
const fieldsOf = (body: unknown) => {
  const reading = read(body);
  return reading.kind === 'refused'
    ? reading.violations.map(({ field, problem }) => `${field} ${problem}`)
    : [];
};

describe('the body of a webhook', () => {
  it('needs a key, a state, a title and a time', () => {
    expect(read(LEAST)).toEqual({
      kind: 'signal',
      signal: {
        key: 'webhook:disk-1',
        source: 'webhook',
        state: 'FIRING',
        at: at(0),
        title: 'Disk is full',
        reason: '',
        tags: {},
      },
    });
    expect(fieldsOf({})).toEqual(['key', 'state', 'title', 'at'].map((field) => `${field} is missing`));
  });

  it('may say more', () => {
    const more = {
      reason: '97% of /data\nused',
      service: 'shop',
      environment: 'live',
      severity: 'high',
      resource: 'i-1\u202e',
      tags: { team: 'stock\u0007', '\u200b': 'gone' },
    };
    expect(read({ ...LEAST, ...more })).toMatchObject({
      signal: { ...more, reason: '97% of /data used', resource: 'i-1', tags: { team: 'stock' } },
    });
    expect(Object.keys((read({ ...LEAST, ...more }) as { signal: { tags: object } }).signal.tags)).toEqual([
      'team',
    ]);
  });

  it('has its time in UTC', () => {
    expect(read({ ...LEAST, at: '2026-11-01T14:00:00+02:00' })).toMatchObject({ signal: { at: at(0) } });
  });

  it('cuts long text', () => {
    const long = 'x'.repeat(3000);
    const reading = read({ ...LEAST, title: long, reason: long, resource: long, tags: { [long]: long } });
    expect(reading).toMatchObject({
      signal: {
        title: `${'x'.repeat(199)}…`,
        reason: `${'x'.repeat(999)}…`,
        resource: `${'x'.repeat(255)}…`,
        tags: { [`${'x'.repeat(127)}…`]: `${'x'.repeat(255)}…` },
      },
    });
  });

  it.each([
    ['key', ''],
    ['key', ' \u200b'],
    ['key', 7],
    ['key', 'x'.repeat(201)],
    ['state', 'firing'],
    ['state', 'OK'],
    ['state', 1],
    ['title', ''],
    ['title', '\u0000'],
    ['title', null],
    ['reason', 5],
    ['at', 'yesterday'],
    ['at', 1_760_000_000],
    ['at', at(301)],
    ['service', 'Shop'],
    ['service', 'shop/x'],
    ['service', 'a'.repeat(65)],
    ['service', ['shop']],
    ['environment', 'a'.repeat(33)],
    ['environment', '-live'],
    ['environment', 'live!'],
    ['severity', 'urgent'],
    ['severity', 3],
    ['resource', {}],
    ['tags', 'a=b'],
    ['tags', ['a']],
    ['tags', null],
    ['tags', { a: 1 }],
    ['tags', Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`t${index}`, '']))],
  ])('refuses %s %j', (field, value) => {
    expect(fieldsOf({ ...LEAST, [field]: value })).toEqual([`${field} is not allowed`]);
  });

  it.each([
    ['key', 'x'.repeat(200)],
    ['state', 'RESOLVED'],
    ['state', 'NO_DATA'],
    ['at', at(300)],
    ['service', 'a'.repeat(64)],
    ['environment', 'a'.repeat(32)],
    ['severity', 'low'],
    ['tags', Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`t${index}`, '']))],
  ])('takes %s %j', (field, value) => {
    expect(fieldsOf({ ...LEAST, [field]: value })).toEqual([]);
  });

  it('says what would be allowed, also of fields that it does not know', () => {
    const reading = read({ ...LEAST, sevrity: 'high', state: 'DOWN' });
    expect(reading).toEqual({
      kind: 'refused',
      violations: [
        { field: 'sevrity', problem: 'is not known', allowed: expect.stringContaining('severity, resource') },
        { field: 'state', problem: 'is not allowed', allowed: 'FIRING, RESOLVED, NO_DATA' },
      ],
    });
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`f${index}`, 1]));
    expect(fieldsOf({ ...LEAST, ...many })).toHaveLength(10);
    expect(fieldsOf({ ...LEAST, ['f\u0007'.padEnd(300, 'x')]: 1 })).toEqual([
      `f${'x'.repeat(126)}… is not known`,
    ]);
  });

  it.each([[null], [undefined], ['text'], [7], [[LEAST]]])('refuses %j as a whole', (body) => {
    expect(fieldsOf(body)).toEqual(['body is not an object']);
  });

  it('never throws, and keeps nothing that was inherited', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(['signal', 'refused']).toContain(read(value).kind);
      }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(LEAST)), fc.jsonValue(), (field, value) => {
        expect(['signal', 'refused']).toContain(read({ ...LEAST, [field]: value }).kind);
      }),
    );
    expect(fieldsOf(JSON.parse('{"__proto__":{"key":"x"}}'))).toContain('__proto__ is not known');
    expect(fieldsOf(Object.create(LEAST))).toContain('key is missing');
  });
});
