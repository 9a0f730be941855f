import { describe, expect, it } from 'vitest';
import { diagnose, diagnosis } from './doctor.ts';
import { NOW, WELL } from './facts.fixture.ts';
import type { InstallationFacts, LeaseFacts, MappingFacts, QueueFacts, TrailFacts } from './facts.ts';

const HOUR_MS = 3_600_000;
const unreadable = { unreadable: 'AccessDenied: no' };

/** The checks that are not as in a good installation. */
function wrong(changes: Partial<InstallationFacts>) {
  return diagnose({ ...WELL, ...changes }).checks.filter(({ state }) => state !== 'OK');
}

describe('an installation', () => {
  it('is OK when everything was seen and is as it has to be', () => {
    const { state, words, checks } = diagnose(WELL);
    expect({ state, words }).toEqual({ state: 'OK', words: `${checks.length} OK.` });
    expect(checks.length).toBeGreaterThan(8);
  });

  it('is as good as its worst check, and nothing proves nothing', () => {
    const check = (state: 'OK' | 'MISSING' | 'BROKEN' | 'NO_DATA') => ({ check: state, state, words: '' });
    expect(diagnosis([]).state).toBe('NO_DATA');
    expect(diagnosis([check('OK'), check('NO_DATA')]).state).toBe('NO_DATA');
    expect(diagnosis([check('OK'), check('NO_DATA'), check('MISSING')]).state).toBe('MISSING');
    expect(diagnosis([check('MISSING'), check('OK'), check('BROKEN'), check('BROKEN')])).toMatchObject({
      state: 'BROKEN',
      words: '2 BROKEN, 1 MISSING, 1 OK.',
      checks: [{ state: 'BROKEN' }, { state: 'BROKEN' }, { state: 'MISSING' }, { state: 'OK' }],
    });
  });

  it('of which nothing could be read is not OK in any part but what it was told itself', () => {
    const { machines, rules, schedules, worked, services } = WELL;
    const facts: InstallationFacts = {
      ...WELL,
      table: unreadable,
      machines: machines.map(({ name }) => ({ name, found: unreadable })),
      rules: rules.map(({ name }) => ({ name, found: unreadable })),
      schedules: schedules.map(({ name }) => ({ name, found: unreadable })),
      worked: worked.map(({ name }) => ({ name, found: unreadable, mappings: unreadable })),
      deadLetters: unreadable,
      trails: unreadable,
      sources: [{ source: 'incidents', functionName: 'f', exists: unreadable }],
      channels: unreadable,
      unheard: unreadable,
      services: { ...services, looked: unreadable },
      anchors: unreadable,
      leases: unreadable,
    };
    const { state, checks } = diagnose(facts);
    expect(state).toBe('BROKEN');
    expect(checks.filter((check) => check.state === 'OK').map(({ check }) => check)).toEqual(['roles']);
    expect(checks.filter((check) => check.state !== 'OK' && check.fix === undefined)).toEqual([]);
  });

  it('whose channels have secrets that are not there tells nobody on them', () => {
    const told = [
      { channel: 'ops', secret: 'operate/slack', problem: 'does not exist' },
      { channel: 'pager', secret: 'operate/pager', unreadable: 'AccessDeniedException' },
    ];
    expect(wrong({ channels: { value: told } })).toMatchObject([
      {
        check: 'channel ops',
        state: 'BROKEN',
        words: 'Its secret operate/slack does not exist: nobody is told on it.',
        fix: expect.stringContaining('--name operate/slack'),
      },
      { check: 'channel pager', state: 'NO_DATA' },
    ]);
  });

  it('of whose incidents nobody would hear has no route for them', () => {
    expect(wrong({ unheard: { value: ['critical', 'low'] } })).toMatchObject([
      {
        check: 'who is told in production',
        state: 'MISSING',
        words: expect.stringContaining('critical, low'),
        fix: expect.stringContaining('set-alerting'),
      },
    ]);
  });

  it('that names no machine, rule, schedule or queue is none that we know', () => {
    expect(
      wrong({ machines: [], rules: [], schedules: [], worked: [] }).map(({ check, state }) => [check, state]),
    ).toEqual([
      ['machine', 'NO_DATA'],
      ['rule', 'NO_DATA'],
      ['schedule', 'NO_DATA'],
      ['queue', 'NO_DATA'],
    ]);
  });
});

describe('what is wired', () => {
  const machine = (value: unknown) =>
    wrong({ machines: [{ name: 'm', found: { value } as InstallationFacts['machines'][number]['found'] }] });
  const queue = (changes: Partial<QueueFacts>) =>
    wrong({ worked: WELL.worked.map((well) => ({ ...well, ...changes })) });
  const well: MappingFacts = { id: 'm-1', functionName: 'operate-sort-mail', state: 'Enabled' };
  const mapping = (changes: Partial<MappingFacts>) =>
    queue({ mappings: { value: [{ ...well, ...changes }] } });

  it('does not call a mapping broken that is being changed, or a rule that only counts', () => {
    expect(mapping({ state: 'Updating' })).toMatchObject([{ state: 'NO_DATA' }]);
    const found = { value: { enabled: true, targets: [] } };
    expect(wrong({ rules: [{ name: 'r', counts: true, found }] })).toEqual([]);
    expect(wrong({ rules: [{ name: 'r', found }] })).toMatchObject([{ state: 'BROKEN' }]);
  });

  it.each([
    ['a machine that is gone', machine(undefined), /no such state machine/],
    ['a machine that calls nothing', machine({ calls: [] }), /calls no published version/],
    [
      'a machine of an earlier release',
      machine({
        calls: [
          { version: 'a:1', latest: true },
          { version: 'b:2', latest: false },
        ],
      }),
      /another release than the functions: it calls b:2\./,
    ],
    ['a rule that is gone', wrong({ rules: [{ name: 'r', found: { value: undefined } }] }), /no such rule/],
    [
      'a rule that is off',
      wrong({ rules: [{ name: 'r', found: { value: { enabled: false, targets: [] } } }] }),
      /disabled: its events are not seen/,
    ],
    [
      'a rule that calls somebody else',
      wrong({
        rules: [
          { name: 'r', found: { value: { enabled: true, targets: ['arn:aws:lambda:x:1:function:shop'] } } },
        ],
      }),
      /calls none of our functions and fills none of our queues/,
    ],
    [
      'a rule that fills somebody else’s queue',
      wrong({
        rules: [{ name: 'r', found: { value: { enabled: true, targets: ['arn:aws:sqs:x:1:theirs'] } } }],
      }),
      /calls none of our functions and fills none of our queues/,
    ],
    [
      'a schedule that is gone',
      wrong({ schedules: [{ name: 's', found: { value: undefined } }] }),
      /no such schedule/,
    ],
    [
      'a schedule that is off',
      wrong({ schedules: [{ name: 's', found: { value: { enabled: false } } }] }),
      /It is disabled/,
    ],
    ['a queue that is gone', queue({ found: { value: undefined } }), /no such queue/],
    ['a queue whose failures go nowhere', queue({ found: { value: {} } }), /tried until it expires/],
    [
      'a queue whose failures go elsewhere',
      queue({ found: { value: { redrive: { deadLetterArn: 'arn:aws:sqs:x:1:theirs', maxReceives: 5 } } } }),
      /go to arn:aws:sqs:x:1:theirs, where nobody looks/,
    ],
    [
      'a queue that nobody works off',
      queue({ mappings: { value: [] } }),
      /No function works its messages off/,
    ],
    ['a mapping that is off', mapping({ state: 'Disabled' }), /^It is Disabled/],
    ['a mapping that is being switched off', mapping({ state: 'Disabling' }), /^It is Disabling/],
    [
      'a mapping that fails',
      mapping({ lastResult: 'PROBLEM: Function call failed' }),
      /cannot hand messages to operate-sort-mail: PROBLEM/,
    ],
    ['a table that does not answer', wrong({ table: unreadable }), /does not answer: AccessDenied: no/],
  ])('is broken with %s', (_what, checks, words) => {
    expect(checks).toEqual([
      {
        check: expect.any(String),
        state: 'BROKEN',
        words: expect.stringMatching(words),
        fix: expect.any(String),
      },
    ]);
  });
});

describe('evidence', () => {
  const trail = (changes: Partial<TrailFacts>) => {
    const status = { value: { logging: true, recordsChanges: true } };
    const made = { name: 't', multiRegion: false, homeRegion: 'eu-west-1', status, ...changes };
    return wrong({ trails: { value: [made] } });
  };

  it.each([
    [
      'letters that wait or are being worked on',
      wrong({ deadLetters: { value: { waiting: 2, hidden: 1 } } }),
      'BROKEN',
      /^3 events/,
    ],
    ['no trail', wrong({ trails: { value: [] } }), 'MISSING', /No trail covers this region/],
    ['a trail of another region', trail({ homeRegion: 'us-east-1' }), 'MISSING', /No trail covers/],
    [
      'a trail that is off',
      trail({ status: { value: { logging: false, recordsChanges: true } } }),
      'MISSING',
      /t does not log/,
    ],
    [
      'a trail of data',
      trail({ status: { value: { logging: true, recordsChanges: false } } }),
      'MISSING',
      /t records no management/,
    ],
    [
      'a trail that cannot be read',
      trail({ status: unreadable }),
      'NO_DATA',
      /trail t records changes could not be read/,
    ],
    [
      'a source that is not installed',
      wrong({ sources: [{ source: 'budget' }] }),
      'MISSING',
      /not installed/,
    ],
    [
      'a source whose function is gone',
      wrong({ sources: [{ source: 'budget', functionName: 'f', exists: { value: false } }] }),
      'BROKEN',
      /f does not exist/,
    ],
    [
      'a source of which nothing is known',
      wrong({ sources: [{ source: 'budget', functionName: 'f' }] }),
      'NO_DATA',
      /not known/,
    ],
    [
      'no anchor yet',
      wrong({ anchors: { value: {} } }),
      'NO_DATA',
      /no anchor yet, since nothing old enough/,
    ],
    [
      'records that no anchor covers',
      wrong({ anchors: { value: { lastAt: NOW - 5 * HOUR_MS, oldestUnanchoredAt: NOW - 4 * HOUR_MS } } }),
      'BROKEN',
      /of 2026-01-01T07:00:00.000Z, and records since 2026-01-01T08:00:00.000Z are not covered/,
    ],
    [
      'records and no anchor at all',
      wrong({ anchors: { value: { oldestUnanchoredAt: NOW - 4 * HOUR_MS } } }),
      'BROKEN',
      /There is no anchor yet, and records since/,
    ],
  ] as const)('with %s', (_what, checks, state, words) => {
    expect(checks).toEqual([
      { check: expect.any(String), state, words: expect.stringMatching(words), fix: expect.any(String) },
    ]);
  });

  it('is there as soon as one trail is good', () => {
    const bad = { name: 'bad', multiRegion: true, homeRegion: 'x', status: unreadable };
    const trails = { value: [bad, ...('value' in WELL.trails ? WELL.trails.value : [])] };
    expect(wrong({ trails })).toEqual([]);
  });
});

describe('leases', () => {
  const lease = (changes: Partial<LeaseFacts>) => {
    const [held] = 'value' in WELL.leases ? WELL.leases.value : [];
    return wrong({ leases: { value: [{ ...(held as LeaseFacts), ...changes }] } });
  };

  it.each([
    ['outlives its run', { state: 'FAILED', over: true }, /still held by dep-1, which is FAILED/],
    [
      'ended before its run',
      { expiresAt: NOW },
      /dep-1 of shop in production is BAKING, though its lease ended/,
    ],
  ])('that %s is broken', (_what, changes, words) => {
    expect(lease(changes)).toMatchObject([{ state: 'BROKEN', words: expect.stringMatching(words) }]);
  });

  it('without a deployment is broken', () => {
    const { state: _none, ...rest } = (
      'value' in WELL.leases ? WELL.leases.value[0] : undefined
    ) as LeaseFacts;
    expect(wrong({ leases: { value: [rest] } })).toMatchObject([
      { state: 'BROKEN', words: expect.stringMatching(/dep-1, which does not exist/) },
    ]);
  });

  it('that are over, run and all, hold nobody back', () => {
    expect(lease({ state: 'ABORTED', over: true, expiresAt: NOW })).toEqual([]);
    expect(wrong({ leases: { value: [] } })).toEqual([]);
  });
});

describe('services', () => {
  const found = (check: string, ok: boolean) => ({
    check,
    ok,
    words: `${check}!`,
    ...(!ok && { fix: `Mend ${check}.` }),
  });
  const service = (...findings: ReturnType<typeof found>[]) =>
    wrong({
      services: {
        environment: 'production',
        looked: { value: [{ name: 'shop', findings: { value: findings } }] },
        left: 0,
      },
    });
  const services = (changes: Partial<InstallationFacts['services']>) =>
    wrong({ services: { environment: 'production', looked: { value: [] }, left: 0, ...changes } });

  it.each([
    ['that lacks tags only', service(found('tags', false), found('x', true)), 'MISSING', /^tags!$/],
    ['that fails more', service(found('tags', false), found('health', false)), 'BROKEN', /^tags! health!$/],
    ['of which nothing was checked', service(), 'NO_DATA', /Nothing was checked/],
    ['that nobody registered', services({}), 'NO_DATA', /None is registered/],
    ['for which there was no time', services({ left: 3 }), 'NO_DATA', /^3 more/],
    [
      'that is being deployed',
      services({ looked: { value: [{ name: 'shop', deployedBy: 'dep-1', findings: { value: [] } }] } }),
      'NO_DATA',
      /held by dep-1/,
    ],
  ] as const)('one %s', (_what, checks, state, words) => {
    expect(checks).toEqual([
      {
        check: expect.stringContaining('production'),
        state,
        words: expect.stringMatching(words),
        fix: expect.any(String),
      },
    ]);
  });
});

describe('the table of roles', () => {
  const arn = (name: string) => `arn:aws:sts::000000000000:assumed-role/${name}`;
  const roles = (...rows: [string, ...string[]][]) =>
    wrong({ roles: rows.map(([principal, ...held]) => ({ principal, roles: held })) });

  it.each([
    ['empty', roles(), 'BROKEN', /nobody may call/],
    ['open to everybody', roles(['*', 'viewer']), 'BROKEN', /Everybody who can reach the API is viewer/],
    ['open to every role', roles([arn('*'), 'admin']), 'BROKEN', /is admin/],
    ['open to every session', roles([arn('*/*'), 'admin']), 'BROKEN', /is admin/],
    ['open to an account', roles(['arn:aws:sts::000000000000:*', 'admin']), 'BROKEN', /is admin/],
    [
      'partly hidden',
      roles([arn('ops-*'), 'admin'], [arn('ops-ci/*'), 'deployer']),
      'BROKEN',
      /never count.*ops-ci/,
    ],
    ['without an approver', roles([arn('ci/*'), 'deployer']), 'MISSING', /Nobody may approve\./],
    [
      'without anybody who changes',
      roles([arn('x/*'), 'viewer']),
      'MISSING',
      /Nobody may deploy or approve\./,
    ],
  ] as const)('that is %s', (_what, checks, state, words) => {
    expect(checks).toEqual([
      { check: 'roles', state, words: expect.stringMatching(words), fix: expect.any(String) },
    ]);
  });

  it('with an admin for everything is enough', () => {
    expect(roles([arn('admins/*'), 'admin'])).toEqual([]);
  });
});
