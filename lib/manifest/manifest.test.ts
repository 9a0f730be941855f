import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOUSES } from '../../surfaces/example/operations.ts';
import { checkKey } from '../houses.fixture.ts';
import { definitionOf, machinesIn } from './machines.ts';
import { brokenLinks, makeManifest } from './manifest.ts';
import { fill, resolveStatements } from './resources.ts';
import { environmentOf } from './settings.ts';

const NAMING = { account: '111122223333', region: 'eu-west-1', prefix: 'operate' };
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'machines-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const placeholder = (name: string) => `\${${name}}`;
const task = (resource: string, argument: unknown) =>
  writeFileSync(
    join(folder, 'drying.asl.json'),
    JSON.stringify({ States: { Do: { Type: 'Task', Resource: resource, Arguments: argument } } }),
  );

describe('placeholders', () => {
  it.each([
    ['{table}/index/gsi1', 'arn:aws:dynamodb:eu-west-1:111122223333:table/operate/index/gsi1'],
    ['{auditBucket}/anchors/*', 'arn:aws:s3:::operate-audit-111122223333-eu-west-1/anchors/*'],
    ['{queue:mail}', 'arn:aws:sqs:eu-west-1:111122223333:operate-mail'],
    ['{function:open_window}', 'arn:aws:lambda:eu-west-1:111122223333:function:operate-open-window'],
    ['{deploymentExecutions}', 'arn:aws:states:eu-west-1:111122223333:execution:operate-deployment:*'],
    ['{schedulerRole}', 'arn:aws:iam::111122223333:role/operate-run-scheduler'],
    ['arn:aws:ecs:{region}:{account}:service/*', 'arn:aws:ecs:eu-west-1:111122223333:service/*'],
  ])('%s', (text, filled) => {
    expect(fill(text, NAMING)).toBe(filled);
  });

  it('that nobody knows are refused', () => {
    expect(() => fill('{tabel}', NAMING)).toThrow('{tabel} is unknown; add it in lib/manifest/resources.ts');
  });

  it('are filled in conditions too', () => {
    const conditions = { StringEquals: { 'iam:PassedToService': ['{region}'] } };
    expect(resolveStatements([{ actions: [], resources: ['*'], conditions }], NAMING)[0]?.conditions).toEqual(
      {
        StringEquals: { 'iam:PassedToService': ['eu-west-1'] },
      },
    );
  });
});

describe('roles of tasks', () => {
  const passes = [{ actions: ['iam:PassRole'], resources: ['{taskRoles}'] }];
  it.each([
    [NAMING, ['arn:aws:iam::111122223333:role/*-task', 'arn:aws:iam::111122223333:role/*-execution']],
    [{ ...NAMING, taskRoles: ['arn:aws:iam::1:role/a'] }, ['arn:aws:iam::1:role/a']],
  ])('of %j are the same to the policy and to the run time', (naming, roles) => {
    expect(resolveStatements(passes, naming)[0]?.resources).toEqual(roles);
    const manifest = makeManifest(HOUSES, naming, { machines: folder });
    expect(
      environmentOf(manifest, { gatewayToken: 'token', metricMarginSeconds: 120, roles: [] }).taskRoles,
    ).toEqual(roles);
  });
});

describe('a machine', () => {
  it('is its file with names filled in, and its role may call what its states name, as this release and the one before do', () => {
    task('arn:aws:states:::lambda:invoke', {
      FunctionName: placeholder('function:open_window'),
      Payload: '{% $a{1} %}',
    });
    const [machine] = machinesIn(folder, NAMING);
    const version = 'arn:aws:lambda:eu-west-1:111122223333:function:operate-open-window:7';
    const definition =
      machine && definitionOf(machine, (place) => (place === '{function:open_window}' ? version : place));
    expect(JSON.parse(definition ?? '').States.Do.Arguments).toEqual({
      FunctionName: version,
      Payload: '{% $a{1} %}',
    });
    expect(machine?.role.statements).toEqual([
      {
        actions: ['lambda:InvokeFunction'],
        resources: ['arn:aws:lambda:eu-west-1:111122223333:function:operate-open-window:*'],
      },
      {
        actions: ['lambda:InvokeFunction'],
        resources: ['arn:aws:lambda:eu-west-1:111122223333:function:operate-open-window'],
      },
    ]);
  });

  it('that calls DynamoDB itself may do so on our table', () => {
    task('arn:aws:states:::aws-sdk:dynamodb:getItem', { TableName: 'operate' });
    expect(machinesIn(folder, NAMING)[0]?.role.statements).toEqual([
      { actions: ['dynamodb:GetItem'], resources: ['arn:aws:dynamodb:eu-west-1:111122223333:table/operate'] },
    ]);
  });

  it('that calls a service nobody gave it is refused', () => {
    task('arn:aws:states:::aws-sdk:ecs:updateService', {});
    expect(() => machinesIn(folder, NAMING)).toThrow('drying calls ecs:updateService');
  });
});

describe('links', () => {
  it('that lead nowhere are named', () => {
    task('arn:aws:states:::lambda:invoke', { FunctionName: placeholder('function:shut_door') });
    expect(brokenLinks(makeManifest(HOUSES, NAMING, { machines: folder }))).toEqual(
      expect.arrayContaining([
        'machine drying calls operation shut_door',
        'the environment calls operation start_restore',
        'the environment starts machine deployment',
      ]),
    );
  });
});

it('a catalog has one authoriser at most', () => {
  expect(makeManifest([...HOUSES, checkKey], NAMING, { machines: folder }).authoriser).toBe('check_key');
  expect(makeManifest(HOUSES, NAMING, { machines: folder })).not.toHaveProperty('authoriser');
  expect(() =>
    makeManifest([checkKey, { ...checkKey, name: 'check_card' }], NAMING, { machines: folder }),
  ).toThrow('check_key and check_card are both the authoriser.');
});
