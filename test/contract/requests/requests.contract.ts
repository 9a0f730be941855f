import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalog } from '../../../functions/catalog.ts';
import { makeManifest } from '../../../lib/manifest/manifest.ts';
import type { WrittenCall } from '../../../sandbox/hook/call-file.ts';
import { botocoreModels, modelOf, type ServiceModel } from './botocore.ts';
import { commandsInSource } from './commands-in-source.ts';
import { formOf, record, recordedIn } from './recording.ts';
import { requestProblems } from './request-problems.ts';

const manifest = makeManifest(catalog, { account: '000000000000', region: 'eu-west-1', prefix: 'operate' });
const ROLES = [
  ...[...manifest.functions, ...manifest.machines].map(({ role }) => role),
  manifest.schedulerRole,
];
const models = botocoreModels();

/** Gives a client's model, read once. */
function modelReader(): (client: string) => ServiceModel {
  const read = new Map<string, ServiceModel>();
  return (client) => {
    const model = read.get(client) ?? modelOf(models ?? '', client);
    read.set(client, model);
    return model;
  };
}

/** A whole test run may have been recorded before (`OPERATE_RECORD_CALLS=dir npm test`); else a part of it is now. */
const given = process.env['OPERATE_RECORDED_CALLS'];

describe.skipIf(models === undefined)('every request that the product makes', () => {
  const directory = given ?? mkdtempSync(join(tmpdir(), 'operate-calls-'));
  const arns = new Set(ROLES.map(({ arn }) => arn));
  let calls: readonly WrittenCall[] = [];
  beforeAll(async () => {
    if (given === undefined) await record(directory);
    calls = recordedIn(directory).filter(({ principal }) => arns.has(principal));
  }, 240_000);
  afterAll(() => {
    if (given === undefined) rmSync(directory, { recursive: true });
  });

  it('is allowed by the models of botocore', () => {
    const read = modelReader();
    const problems = calls.flatMap(({ client, command, input }) =>
      requestProblems(read(client), command, input).map((problem) => `${client}: ${problem}`),
    );
    expect([...new Set(problems)]).toEqual([]);
    const forms = new Set(
      calls.map(({ client, command, input }) => JSON.stringify([client, command, formOf(input)])),
    );
    const commands = new Set(calls.map(({ client, command }) => `${client}.${command}`));
    expect(commands.size).toBeGreaterThan(20);
    process.stdout.write(
      `\n${calls.length} requests in ${forms.size} forms of ${commands.size} commands checked against botocore\n\n`,
    );
  });

  it('covers every command that its code has', () => {
    const made = new Set(calls.map(({ command }) => command));
    const declared = [...commandsInSource()].sort();
    expect(declared.length).toBeGreaterThan(20);
    expect(declared.filter((command) => !made.has(command))).toEqual([]);
  });

  it('covers every action that the catalog and the machines declare', () => {
    const used = new Set(
      calls.flatMap(({ principal, actions }) => actions.map((action) => `${principal} ${action}`)),
    );
    // Not every runbook is run here; the permissions test holds their roles to the functions that their states name.
    const executed = ROLES.filter(({ name }) => !/-machine-runbook-/.test(name));
    const declared = executed.flatMap(({ arn, statements }) =>
      statements.flatMap(({ actions }) => actions.map((action) => `${arn} ${action}`)),
    );
    expect([...new Set(declared)].filter((action) => !used.has(action))).toEqual([]);
  });
});
