import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SERVERS, type ServerName } from './contract.ts';
import { CONTRACTS } from './contracts.ts';
import { DEVIATIONS } from './deviations.ts';
import { DEVIATIONS_FILE, deviationsPage } from './deviations-page.ts';
import { type MotoProcess, motoInstalled, startMoto } from './moto/process.ts';
import { motoServer, sandboxServer } from './servers.ts';

const known = (service: string, name: string, server: ServerName) =>
  DEVIATIONS.find((one) => one.service === service && one.case === name && one.server === server);

describe('the table of deviations', () => {
  it('speaks of cases that exist, once each', () => {
    const cases = CONTRACTS.flatMap(({ service, cases: all }) =>
      all.map(({ name }) => `${service}: ${name}`),
    );
    expect(cases.length).toBe(new Set(cases).size);
    const listed = DEVIATIONS.map((one) => `${one.service}: ${one.case}`);
    expect(listed.filter((name) => !cases.includes(name))).toEqual([]);
    const rows = DEVIATIONS.map(({ server }, at) => `${server} ${listed[at]}`);
    expect(rows.length).toBe(new Set(rows).size);
  });

  it('is what docs/deviations.md says', () => {
    expect(readFileSync(DEVIATIONS_FILE, 'utf8')).toBe(deviationsPage());
  });
});

describe.skipIf(!motoInstalled())('the same questions to the sandbox and to moto', () => {
  let moto: MotoProcess;
  const sandbox = sandboxServer();
  beforeAll(async () => {
    moto = await startMoto();
  }, 60_000);
  afterAll(async () => {
    await moto.stop();
    await sandbox.account.close();
  });

  describe.each(CONTRACTS.map((contract) => [contract.service, contract] as const))(
    '%s',
    (service, contract) => {
      const asked = new Map<ServerName, (name: string) => Promise<unknown>>();
      beforeAll(async () => {
        for (const server of [sandbox, motoServer(moto.url)])
          asked.set(server.name, await contract.observe(server));
      });
      const questions = contract.cases.flatMap(({ name, expected }) =>
        SERVERS.map((server) => [name, server, expected] as const),
      );

      it.each(questions)('%s: %s', async (name, server, expected) => {
        const saw = await asked.get(server)?.(name);
        const deviation = known(service, name, server);
        expect(saw, deviation ? 'the deviation is another one now' : 'an unlisted deviation').toEqual(
          deviation ? deviation.got : expected,
        );
        if (deviation) expect(saw, 'the listed deviation no longer occurs').not.toEqual(expected);
      });
    },
  );
});
