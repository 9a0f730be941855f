import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../functions/clock.ts';
import { until } from '../clock/until.ts';
import { childrenOf, killChildren, spawnStart, startChild } from './child.fixture.ts';
import { isAlive } from './claim.ts';
import { readEndpoint } from './endpoint-file.ts';

const directories: string[] = [];
afterEach(() => {
  killChildren();
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true });
});

function newState(): string {
  const made = mkdtempSync(join(tmpdir(), 'sandbox-'));
  directories.push(made);
  return made;
}

/** A runbook that only looks. */
const runbook = (name: string) => `name: ${name}
summary: Looks at the processors.
risk: low
triggers:
  - { metric: CPUUtilization, namespace: AWS/ECS, threshold: '> 80' }
targets: [ecs-pair]
timeoutSeconds: 3600
steps:
  - name: look
    tool: read_metric
    query: CPUUtilization
    params: { minutes: 5 }
onFailure: undo
recovery: { withinSeconds: 300, forSeconds: 60 }
`;

describe('a live sandbox', { timeout: 60_000 }, () => {
  it('says where it is, serves users, and leaves no process behind', async () => {
    const state = newState();
    const sandbox = await startChild(state);
    const { pid, loadBalancer, api } = sandbox.endpoint;
    expect(sandbox.output()).toContain(loadBalancer);
    expect(sandbox.output()).toContain(api);
    expect(sandbox.output().match(/npx operate .+/g)).toHaveLength(3);
    expect((await fetch(loadBalancer)).headers.get('x-version')).toBe('v1');
    const { services } = await sandbox.call<{ services: { name: string }[] }>('list_services', {
      environment: 'production',
    });
    expect(services.map(({ name }) => name)).toEqual(['pricing', 'storefront']);
    const children = childrenOf(pid);
    expect(children.length).toBeGreaterThanOrEqual(2);
    // A terminal sends it to the whole process group, and npm passes its own on.
    const [code] = await Promise.all([sandbox.end('SIGINT'), sandbox.end('SIGINT')]);
    expect(code).toBe(0);
    expect(sandbox.output()).toMatch(/\d+ requests were sent to storefront, 0 of them failed/);
    await until(systemClock, 'No task is left', () => !children.some(isAlive), { every: 20, within: 5_000 });
    expect(readEndpoint(state)).toBeUndefined();
    expect(existsSync(join(state, 'sandbox.pid'))).toBe(false);
  });

  it('is one of several: a name runs once, and a port that is taken is given up', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const taken = String((server.address() as AddressInfo).port);
    const state = newState();
    const [first, second] = await Promise.all([
      startChild(state),
      startChild(newState(), ['--port', taken, '--api-port', taken]),
    ]);
    expect(second.output()).toContain(`Port ${taken} is in use: the API listens on`);
    expect(second.output()).toMatch(new RegExp(`load balancer listens on \\d+ instead of ${taken}`));
    const again = spawnStart(state, ['--name', 'again']);
    expect(await again.exit).toBe(1);
    expect(again.output()).toContain(`running already, as process ${first.endpoint.pid}`);
    expect((await fetch(first.endpoint.loadBalancer)).ok).toBe(true);
    expect(await Promise.all([first.end('SIGTERM'), second.end('SIGTERM')])).toEqual([0, 0]);
    server.close();
  });

  it('moves when its port was taken between two runs, and tells the product', async () => {
    const state = newState();
    const before = await startChild(state);
    expect(await before.end('SIGINT')).toBe(0);
    const port = Number(new URL(before.endpoint.loadBalancer).port);
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    const after = await startChild(state);
    const { loadBalancer } = after.endpoint;
    expect(loadBalancer).not.toBe(before.endpoint.loadBalancer);
    expect((await fetch(loadBalancer)).ok).toBe(true);
    const isTold = async () => {
      const input = { environment: 'production', service: 'storefront' };
      const { target } = await after.call<{ target: { productionUrl: string } }>('get_service', input);
      return target.productionUrl === loadBalancer;
    };
    await until(systemClock, 'The service is registered again', isTold, { every: 100, within: 20_000 });
    expect(await after.end('SIGTERM')).toBe(0);
    server.close();
  });

  it('runs runbooks of the user’s own, compiled to machines as ours are', async () => {
    const folder = newState();
    writeFileSync(join(folder, 'say-hello.yaml'), runbook('say-hello'));
    const sandbox = await startChild(newState(), ['--runbooks', folder]);
    const production = { environment: 'production' };
    const { runbooks } = await sandbox.call<{ runbooks: { name: string }[] }>('list_runbooks', production);
    const names = runbooks.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['high-cpu', 'say-hello']));
    const input = { runbook: 'say-hello', service: 'storefront', ...production, dryRun: true };
    const { plan } = await sandbox.call<{ plan: { steps: { name: string }[] } }>('start_runbook', input);
    expect(plan.steps.map(({ name }) => name)).toEqual(['look']);
    const { checks } = await sandbox.call<{ checks: object[] }>('doctor', production);
    const check = 'machine operate-runbook-say-hello';
    expect(checks).toContainEqual(expect.objectContaining({ check, state: 'OK' }));
    expect(await sandbox.end('SIGTERM')).toBe(0);
  });

  it('refuses runbooks that are not sound, with file, line and column', async () => {
    const folder = newState();
    const file = join(folder, 'wrong.yaml');
    writeFileSync(file, runbook('wrong').replace('risk: low', 'risk: none'));
    const { exit, output } = spawnStart(newState(), ['--runbooks', folder]);
    expect(await exit).toBe(2);
    expect(output()).toMatch(/These runbooks cannot be deployed:\n/);
    expect(output()).toContain(`${file}:3:1: risk does not fit`);
    expect(output()).not.toContain('Usage');
  });

  it('explains a wrong command line', async () => {
    const { exit, output } = spawnStart(newState(), ['--speed', 'fast']);
    expect(await exit).toBe(2);
    expect(output()).toContain("--speed takes a number from 1 to 1000, not 'fast'.");
    expect(output()).toContain('Usage: npm start');
  });
});
