import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalog } from '../../../functions/catalog.ts';
import { parseEnvironment } from '../../../functions/environment.ts';
import { makeManifest } from '../../../lib/manifest/manifest.ts';
import { MOTO_ACCOUNT, type MotoProcess, motoInstalled, startMoto } from '../moto/process.ts';
import { type CutAssembly, cutAssembly } from './assembly.ts';
import { cdk, synthesise } from './cdk.ts';
import { CUTS } from './cuts.ts';
import { Deployed } from './deployed.ts';

const naming = { account: MOTO_ACCOUNT, region: 'eu-west-1', prefix: 'operate' };
const manifest = makeManifest(catalog, naming);

describe.skipIf(!motoInstalled())('the product’s stacks, deployed to moto by the CDK', () => {
  const directory = mkdtempSync(join(tmpdir(), 'operate-assembly-'));
  let moto: MotoProcess;
  let cut: CutAssembly;
  let deployed: Deployed;
  beforeAll(async () => {
    moto = await startMoto();
    deployed = new Deployed(moto.url);
    await synthesise(directory);
    cut = cutAssembly(directory);
    await cdk(moto.url, directory, 'bootstrap');
    // One after the other: moto loses the resources of stacks that are made at the same time.
    await cdk(moto.url, directory, 'deploy', '--all', '--concurrency', '1');
  }, 240_000);
  afterAll(async () => {
    await moto.stop();
    rmSync(directory, { recursive: true });
  });

  it('are cut by types that they have and that moto skips, and nothing else goes but permissions to call', async () => {
    const types = CUTS.map(({ type }) => type);
    const skipped = CUTS.filter(({ inPart }) => !inPart).map(({ type }) => type);
    expect(types.filter((type) => !cut.found.has(type))).toEqual([]);
    expect([...cut.fallen]).toEqual(['AWS::Lambda::Permission']);
    expect(await deployed.knownTypes(skipped)).toEqual([]);
  });

  it('are made whole: no resource that is left was skipped in silence', async () => {
    const made = await Promise.all(
      [...cut.templates.keys()].map(async (stack) => [stack, await deployed.resourcesOf(stack)] as const),
    );
    const left = [...cut.templates].map(([stack, { Resources }]) => [stack, Object.keys(Resources).sort()]);
    expect(made).toEqual(left);
    expect(made.length).toBeGreaterThan(2);
  });

  it('have the table with its keys, its index and its protection', async () => {
    // When its items expire is not asked: moto loses that of tables that a template makes.
    expect(await deployed.table(manifest)).toEqual({
      keys: ['pk', 'sk'],
      indexes: [[manifest.table.index, [`${manifest.table.index}pk`, `${manifest.table.index}sk`]]],
      protected: true,
    });
  });

  it.each(manifest.functions.map((plan) => [plan.functionName, plan] as const))(
    'have the function %s, with code, role, limits and an environment that it can read',
    async (_name, plan) => {
      const { environment, bytes, versions: _versions, ...found } = await deployed.function(plan);
      const { role, timeoutSeconds, memoryMegabytes } = plan;
      expect(found).toEqual({ role: role.arn, runtime: 'nodejs24.x', timeoutSeconds, memoryMegabytes });
      expect(bytes).toBeGreaterThan(10_000);
      expect(parseEnvironment(environment)).toMatchObject({
        account: naming.account,
        table: manifest.table.name,
      });
    },
  );

  it.each([...manifest.functions, ...manifest.machines].map(({ role }) => [role.name, role] as const))(
    'have the role %s with every action that it declares',
    async (name, { statements }) => {
      const allowed = await deployed.actionsOf(name);
      expect(
        statements.flatMap(({ actions }) => actions).filter((action) => !allowed.includes(action)),
      ).toEqual([]);
    },
  );

  it.each(manifest.machines.map((machine) => [machine.stateMachineName, machine] as const))(
    'have the machine %s, which calls published versions of functions that are there',
    async (_name, { arn, role, calls }) => {
      const { definition, roleArn } = await deployed.machine(arn);
      expect(roleArn).toBe(role.arn);
      expect(JSON.parse(definition)).toMatchObject({ QueryLanguage: 'JSONata' });
      expect(definition).not.toContain('${');
      // Which version a state calls is not asked: to moto, a version's ARN is its logical name.
      const called = manifest.functions.filter(({ operation }) => calls.functions.includes(operation));
      expect(called.length).toBe(calls.functions.length);
      for (const plan of called)
        expect((await deployed.function(plan)).versions, plan.functionName).toContain('1');
    },
  );
});
