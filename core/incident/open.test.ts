import { describe, expect, it } from 'vitest';
import { ADA, at, incident, metric, moment, signal } from './incident.fixture.ts';
import { openIncident, startOf } from './open.ts';

const person = {
  by: ADA,
  title: 'Orders lost',
  description: 'Since noon',
  services: ['shop', 'shop'],
  tags: ['orders'],
};
const severity = { severity: 'high', reason: 'A person said so.' } as const;

describe('an incident that is opened', () => {
  it('by a signal has it as its first member', () => {
    const opened = incident(
      { breachedAt: at(-60), metric: metric('Errors'), resource: 'i-1' },
      {},
      {
        placement: { related: [{ incidentId: 'inc-0', why: 'near' }], label: 'chaos', words: 'On purpose.' },
        changes: [{ kind: 'deployment', id: 'dep-1', at: at(-90), words: 'v2' }],
        policy: 'office',
        severity,
      },
    );
    expect(opened).toEqual({
      id: 'inc-1',
      title: 'errors',
      description: 'Threshold Crossed',
      severity: 'high',
      severityReason: 'A person said so.',
      environment: 'live',
      services: ['shop'],
      state: { name: 'TRIGGERED', since: at(10) },
      label: 'chaos',
      members: [
        {
          key: 'cloudwatch:errors',
          title: 'errors',
          state: 'FIRING',
          joinedAt: at(10),
          since: at(0),
          service: 'shop',
          resource: 'i-1',
          kind: 'AWS/ApplicationELB/Errors',
        },
      ],
      memberCount: 1,
      firingCount: 1,
      timeline: [{ at: at(10), by: 'signals', words: 'Opened by errors. On purpose.' }],
      changes: [{ kind: 'deployment', id: 'dep-1', at: at(-90), words: 'v2' }],
      runs: [],
      related: [{ incidentId: 'inc-0', why: 'near' }],
      times: { startedAt: at(-60), detectedAt: at(10) },
      escalation: { policy: 'office', level: 0 },
      tags: [],
      reopened: 0,
      fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
      createdBy: 'signals',
      createdAt: at(10),
      lastSignalAt: at(0),
    });
  });

  it('by a signal that names neither service nor environment says so', () => {
    const { service: _s, environment: _e, ...bare } = signal();
    const placement = { related: [], words: '' };
    const opened = openIncident({ id: 'inc-1', signal: bare, placement, severity, now: moment(10) });
    expect(opened).toMatchObject({ services: [], environment: 'unknown', changes: [] });
    for (const field of ['label', 'escalation', 'severitySetBy', 'assignee'])
      expect(opened).not.toHaveProperty(field);
    expect(Object.keys(opened.members[0] ?? {})).not.toContain('service');
    expect(Object.keys(opened.members[0] ?? {})).not.toContain('resource');
  });

  it('by a person is theirs, and has no members', () => {
    const opened = openIncident({
      id: 'inc-1',
      person: { ...person, assignee: 'grace' },
      severity,
      now: moment(10),
    });
    expect(opened).toMatchObject({
      title: 'Orders lost',
      description: 'Since noon',
      environment: 'unknown',
      services: ['shop'],
      severity: 'high',
      severitySetBy: ADA,
      assignee: 'grace',
      members: [],
      memberCount: 0,
      firingCount: 0,
      related: [],
      timeline: [{ at: at(10), by: ADA, words: 'Opened by a person.' }],
      times: { startedAt: at(10), detectedAt: at(10) },
      tags: ['orders'],
      createdBy: ADA,
      lastSignalAt: at(10),
    });
    expect(opened.fingerprint).toMatch(/^[0-9a-f]{32}$/);
    const inTest = openIncident({ id: 'i', person: { ...person, environment: 'test' }, severity, now: 0 });
    expect(inTest.environment).toBe('test');
    expect(inTest).not.toHaveProperty('assignee');
  });

  it('began with the earliest bad data, never after it was told', () => {
    expect(startOf(signal({ breachedAt: at(-60) }), at(10))).toBe(at(-60));
    expect(startOf(signal(), at(10))).toBe(at(0));
    expect(startOf(signal({ at: at(20) }), at(10))).toBe(at(10));
    expect(startOf(signal({ at: at(10 - 2 * 86_400) }), at(10))).toBe(at(10 - 2 * 86_400));
    expect(startOf(signal({ at: at(9 - 2 * 86_400) }), at(10))).toBe(at(10));
    expect(startOf(signal({ breachedAt: '2020-01-01T00:00:00.000Z' }), at(10))).toBe(at(10));
  });
});
