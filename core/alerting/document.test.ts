import { describe, expect, it } from 'vitest';
import { InvalidInput, type Violation } from '../errors.ts';
import { DOCUMENT } from './document.fixture.ts';
import { parseAlerting } from './document.ts';
import { NO_ALERTING } from './no-alerting.ts';

function violations(yaml: string): readonly Violation[] {
  try {
    parseAlerting(yaml);
  } catch (error) {
    if (error instanceof InvalidInput) return error.detail.violations ?? [];
    throw error;
  }
  return [];
}

const refused = (yaml: string) => violations(yaml).map(({ field, problem }) => `${field}: ${problem}`);

describe('parseAlerting', () => {
  it('reads a document with everything', () => {
    const alerting = parseAlerting(DOCUMENT);
    expect(alerting.channels.map(({ type }) => type)).toEqual([
      'slack',
      'telegram',
      'pagerduty',
      'email',
      'webhook',
      'sms',
    ]);
    expect(alerting.policies[1]).toMatchObject({ name: 'office', repeat: 0 });
    expect(alerting.digest).toEqual({ messages: 5, withinSeconds: 60 });
  });

  it('needs no more than channels', () => {
    expect(parseAlerting('channels: []')).toEqual(NO_ALERTING);
  });

  it.each<[string, (text: string) => string, string]>([
    [
      'unknown field',
      (t) => t.replace('repeat: 1', 'repeats: 1'),
      'policies.0.repeats: is not a known field (line 10, column 5)',
    ],
    [
      'unknown kind of channel',
      (t) => t.replace('type: sms', 'type: fax'),
      'channels.5.type: is not known (line 7, column 21)',
    ],
    [
      'kind that every object has',
      (t) => t.replace('type: sms', 'type: constructor'),
      'channels.5.type: is not known (line 7, column 21)',
    ],
    [
      'unknown channel',
      (t) => t.replace('notify: [ops]', 'notify: [opps]'),
      "policies.0.levels.0.notify.0: names no channel: 'opps' (line 13, column 20)",
    ],
    [
      'unknown channel on duty',
      (t) => t.replace('[chat, phones]', '[chat, fone]'),
      "policies.0.levels.1.rotation.channels.1: names no channel: 'fone' (line 16, column 38)",
    ],
    [
      'unknown fallback',
      (t) => t.replace('fallback: mail', 'fallback: male'),
      "policies.0.fallback: names no channel: 'male' (line 11, column 5)",
    ],
    [
      'unknown policy',
      (t) => t.replace('policy: office', 'policy: orifice'),
      "routes.0.policy: names no policy: 'orifice' (line 23, column 32)",
    ],
    [
      'policy without levels',
      (t) => t.replace(/levels:\n {6}- notify: \[mail\].*?outside: wait \}/s, 'levels: []'),
      'policies.1.levels: does not fit (line 18, column 5)',
    ],
    [
      'level that tells nobody',
      (t) => t.replace('notify: [mail]', 'notify: []'),
      'policies.1.levels.0.notify: tells nobody (line 19, column 9)',
    ],
    [
      'suppression without end',
      (t) => t.replace(', until: "2026-02-01T00:00:00Z"', ''),
      'suppressions.0.until: is missing (line 26, column 5)',
    ],
    [
      'suppression of everything',
      (t) => t.replace(' key: "cloudwatch:*:alarm:disk-*",', ''),
      'suppressions.0: would hold for every signal (line 26, column 5)',
    ],
    [
      'day that does not exist',
      (t) => t.replace('2026-02-01T', '2026-02-30T'),
      'suppressions.0.until: is no date (line 26, column 86)',
    ],
    [
      'time zone that does not exist',
      (t) => t.replace('timeZone: Europe/Berlin, reason', 'timeZone: Europe/Bonn, reason'),
      'maintenance.0.windows.0.timeZone: is no known time zone (line 32, column 55)',
    ],
    [
      'name that is taken',
      (t) => t.replace('name: chat,', 'name: ops,').replace('[chat, ', '['),
      "channels.1.name: is taken: 'ops' (line 3, column 7)",
    ],
    [
      'secret of others',
      (t) => t.replace('operate/slack', 'prod/database'),
      'channels.0.secret: does not fit (line 2, column 31)',
    ],
    ['plain http', (t) => t.replace('https:', 'http:'), 'channels.4.url: does not fit (line 6, column 56)'],
    [
      'credentials in an address',
      (t) => t.replace('https://', 'https://me:pw@'),
      'channels.4.url: does not fit (line 6, column 56)',
    ],
    [
      'second header in an e-mail address',
      (t) => t.replace('from: ops@example.com', 'from: "ops@example.com\\r\\nBcc: x@y.zz"'),
      'channels.3.from: does not fit (line 5, column 32)',
    ],
    [
      'key twice',
      (t) => `${t}digest: { messages: 5, withinSeconds: 60 }\n`,
      'document: Map keys must be unique (line 34, column 1)',
    ],
  ])('refuses %s, with its place', (_what, change, expected) => {
    const changed = change(DOCUMENT);
    expect(changed).not.toBe(DOCUMENT);
    expect(refused(changed)).toEqual([expected]);
  });

  it.each([
    ['nothing', '', 'document: does not fit (line 1, column 1)'],
    ['two documents', 'channels: []\n---\nchannels: []', 'multiple documents'],
    ['a list', '- a', 'does not fit (line 1, column 1)'],
    ['a scalar', 'null', 'does not fit (line 1, column 1)'],
    [
      'broken YAML',
      'channels: [',
      'Flow sequence in block collection must be sufficiently indented and end with a ] (line 1, column 12)',
    ],
    [
      'a tag',
      'channels: !!js/function "x"',
      'Unresolved tag: tag:yaml.org,2002:js/function (line 1, column 11)',
    ],
    ['an alias', 'channels: &a []\nroutes: *a', 'has the alias *a (line 2, column 9)'],
    ['a key that is a map', '? { a: 1 }\n: 2', 'has a name that is no text (line 1, column 3)'],
    ['too much text', `channels: []\n#${'é'.repeat(32_768)}`, 'has 65550 bytes'],
  ])('refuses %s', (_what, yaml, problem) => {
    expect(refused(yaml).join('\n')).toContain(problem);
  });

  it('is not blown up by aliases of aliases', () => {
    const bomb = Array.from(
      { length: 30 },
      (_, level) => `k${level}: &a${level} [${`*a${level - 1},`.repeat(level ? 9 : 0)}]`,
    );
    expect(refused(bomb.join('\n'))[0]).toContain('has the alias');
  });

  it('keeps the list of faults short', () => {
    const faults = Array.from({ length: 500 }, (_, index) => `k${index}: 1`).join('\n');
    expect(violations(faults).length).toBe(20);
  });
});
