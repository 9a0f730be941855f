import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalog } from '../../functions/catalog.ts';
import { SCHEDULABLE } from '../../functions/schedules/run-scheduled/schedulable.ts';
import { idleCost } from '../idle-cost.ts';
import { makeManifest } from './manifest.ts';
import { installationSchedules } from './schedules.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'schedules-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const NIGHTLY = `schedules:
  - name: nightly-audit
    operation: verify_audit
    expression: cron(0 3 ? * MON-FRI *)
    timezone: Europe/Vienna
    input: { resource: service/production/orders }
`;

function read(text: string) {
  const file = join(folder, 'schedules.yaml');
  writeFileSync(file, text);
  return installationSchedules(catalog, file);
}

const problems = (text: string): string => {
  try {
    read(text);
  } catch (error) {
    return (error as Error).message.replaceAll(`${folder}/`, '');
  }
  return 'none';
};

describe('the schedules of an installation', () => {
  it('call the operation by its door, each due time once', () => {
    expect(read(NIGHTLY)).toEqual([
      {
        name: 'nightly-audit',
        expression: 'cron(0 3 ? * MON-FRI *)',
        timezone: 'Europe/Vienna',
        operation: 'run_scheduled',
        input: JSON.stringify({
          schedule: 'nightly-audit',
          operation: 'verify_audit',
          with: { resource: 'service/production/orders' },
          dueAt: '<aws.scheduler.scheduled-time>',
        }),
      },
    ]);
    expect(installationSchedules(catalog)).toEqual([]);
  });

  it('call a step that has no door themselves, where it may be', () => {
    const scaling = NIGHTLY.replace('verify_audit', 'evaluate_scaling').replace(
      /input: .*/,
      'input: { environment: production }',
    );
    expect(read(scaling)).toMatchObject([
      { operation: 'evaluate_scaling', input: JSON.stringify({ environment: 'production' }) },
    ]);
    expect(problems(NIGHTLY.replace('verify_audit', 'run_scheduled'))).toContain('is not called by schedule');
  });

  it('are part of what is deployed, beside those that the catalog asks for', () => {
    const naming = { account: '111122223333', region: 'eu-west-1', prefix: 'operate' };
    const names = makeManifest(catalog, naming, { schedules: read(NIGHTLY) }).schedules.map(
      ({ name }) => name,
    );
    expect(names).toContain('nightly-audit');
    expect(names).toContain('anchor-audit');
  });

  it.each<[what: string, text: string, said: string]>([
    [
      'an operation that may not be called so',
      NIGHTLY.replace('verify_audit', 'approve'),
      "schedules.yaml:3:5: schedules.0.operation is 'approve', which is not called by schedule; allowed: analyze_costs",
    ],
    [
      'an input that the operation refuses',
      NIGHTLY.replace('resource:', 'resources:'),
      'schedules.0.input.resources is not a known field',
    ],
    ['a cron of five fields', NIGHTLY.replace(' *)', ')'), 'schedules.0.expression is not read: A cron'],
    [
      'one time',
      NIGHTLY.replace('cron(0 3 ? * MON-FRI *)', 'at(2026-01-01T00:00:00)'),
      'is for one time only',
    ],
    ['a zone that is none', NIGHTLY.replace('Vienna', 'Wien'), "timezone is 'Europe/Wien'"],
    [
      'a name of the catalog',
      NIGHTLY.replace('nightly-audit', 'anchor-audit'),
      "name is 'anchor-audit', as another's",
    ],
    [
      'the same name twice',
      NIGHTLY + NIGHTLY.split('\n').slice(1).join('\n'),
      "schedules.1.name is 'nightly",
    ],
    ['a text that is none', 'schedules: [', 'schedules.yaml:'],
    ['something else', 'schedule: []', 'schedule is not a known field'],
  ])('refuse %s, and say where', (_what, text, said) => {
    expect(problems(text)).toContain(said);
  });

  it('say that a file is not there', () => {
    expect(() => installationSchedules(catalog, join(folder, 'none.yaml'))).toThrow('cannot be read: ENOENT');
  });

  it('cost what their calls cost', () => {
    const dollars = (ScheduleExpression: string) =>
      idleCost([{ Type: 'AWS::Scheduler::Schedule', Properties: { ScheduleExpression } }])[0]?.dollars ?? 0;
    expect(dollars('cron(0 3 * * ? *)') / dollars('rate(1 day)')).toBeCloseTo(1, 1);
    expect(dollars('cron(0/5 * * * ? *)') / dollars('rate(5 minutes)')).toBeCloseTo(1, 1);
    expect(dollars('cron(0 3 ? * MON-FRI *)')).toBeLessThan(dollars('rate(1 day)'));
  });
});

describe('what may be called by schedule', () => {
  it('is an operation that callers see, and never a sensitive one', () => {
    for (const name of SCHEDULABLE) {
      const definition = catalog.find((candidate) => candidate.name === name);
      expect(definition?.surfaces, name).toContain('http');
      expect(definition?.risk, name).not.toBe('sensitive');
    }
  });
});
