import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { VirtualClock } from '../clock/virtual-clock.ts';
import type { PlaneTask } from '../data-plane/data-plane.ts';
import { STOREFRONT_VERSIONS } from '../samples/catalogue.ts';
import type { Observation } from '../service.ts';
import { ListenerProxy } from './listener-proxy.ts';
import { RequestMeter } from './request-meter.ts';
import { Router } from './router.ts';
import { DEFAULT_HEALTH_CHECK, TargetGroup } from './target-group.ts';

const open: { close(): unknown }[] = [];

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

function taskAt(port: number): PlaneTask {
  return {
    id: String(port),
    version: 'v1',
    behaviour: STOREFRONT_VERSIONS.v1,
    state: 'running',
    port,
    exitCode: undefined,
    probe: (_path, done) => done(true),
    stop: () => undefined,
    kill: () => undefined,
  };
}

/** A server that answers with its name, and with what it was sent. */
async function server(name: string): Promise<number> {
  const made = http.createServer(async (request, response) => {
    const body = await request.toArray();
    response.setHeader('x-name', name);
    const { method, headers } = request;
    response.end(JSON.stringify({ method, headers, body: Buffer.concat(body).toString() }));
  });
  const close = () => {
    made.closeAllConnections();
    made.close();
  };
  open.push({ close });
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  return (made.address() as AddressInfo).port;
}

async function deadPort(): Promise<number> {
  const made = http.createServer();
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  const { port } = made.address() as AddressInfo;
  await new Promise((resolve) => made.close(resolve));
  return port;
}

function group(name: string, ...ports: number[]): TargetGroup {
  const made = new TargetGroup(`arn:aws:x:y:z:targetgroup/${name}/1`, DEFAULT_HEALTH_CHECK, 30);
  made.inUse = true;
  for (const [index, port] of ports.entries()) made.register(`10.0.0.${index}`, 80, taskAt(port), 0);
  made.advance(0);
  return made;
}

async function proxy(targets: { group: TargetGroup; weight: number }[], stickySeconds = 0) {
  const observations: Observation[] = [];
  const meter = new RequestMeter((observation) => observations.push(observation));
  const router = new Router('arn:aws:x:y:z:loadbalancer/app/lb/1', {
    type: 'forward',
    targets,
    stickySeconds,
  });
  const made = new ListenerProxy(router, new VirtualClock(), meter);
  open.push(made);
  const port = await made.listen(0);
  const send = (init: { method?: string; headers?: Record<string, string>; body?: string } = {}) =>
    fetch(`http://127.0.0.1:${port}/checkout`, init);
  const count = (metric: string) => {
    meter.flush();
    return observations.filter((one) => one.metric === metric && !one.dimensions.TargetGroup).length;
  };
  return { send, count };
}

describe('ListenerProxy', () => {
  it('passes method, body and headers on, and keeps the headers of its own connections', async () => {
    const { send } = await proxy([{ group: group('blue', await server('blue')), weight: 1 }]);
    const answer = await send({ method: 'POST', headers: { 'x-mine': 'yes' }, body: 'a=1' });
    const seen = (await answer.json()) as { method: string; body: string; headers: Record<string, string> };
    expect(answer.headers.get('x-name')).toBe('blue');
    expect(seen).toMatchObject({ method: 'POST', body: 'a=1', headers: { 'x-mine': 'yes' } });
    expect(seen.headers['x-forwarded-for']).toContain('127.0.0.1');
  });

  it('answers 503 for an empty group, without a target group in the metrics', async () => {
    const { send, count } = await proxy([{ group: group('blue'), weight: 1 }]);
    expect((await send()).status).toBe(503);
    expect([count('HTTPCode_ELB_503_Count'), count('RequestCount')]).toEqual([1, 0]);
  });

  it('tries another target for a GET that nobody could have begun, never for a POST', async () => {
    const both = group('blue', await deadPort(), await server('blue'));
    const { send } = await proxy([{ group: both, weight: 1 }]);
    const gets = [await send(), await send()].map(({ status }) => status);
    expect(gets).toEqual([200, 200]);
    const posts = [await send({ method: 'POST' }), await send({ method: 'POST' })].map(
      ({ status }) => status,
    );
    expect(posts.toSorted()).toEqual([200, 502]);
  });

  it('answers 502 when nobody can be reached', async () => {
    const { send, count } = await proxy([{ group: group('blue', await deadPort()), weight: 1 }]);
    expect((await send()).status).toBe(502);
    expect([count('TargetConnectionErrorCount'), count('HTTPCode_ELB_502_Count')]).toEqual([1, 1]);
  });

  it('holds a sticky caller to its group, whatever the weights are', async () => {
    const blue = { group: group('blue', await server('blue')), weight: 1 };
    const green = { group: group('green', await server('green')), weight: 999 };
    const { send } = await proxy([blue, green], 60);
    const names = async (cookie: string) => (await send({ headers: { cookie } })).headers.get('x-name');
    const cookieOf = ({ group: { arn } }: typeof blue) =>
      `AWSALBTG=${Buffer.from(arn).toString('base64url')}`;
    expect(await Promise.all([1, 2, 3].map(() => names(`a=b; ${cookieOf(blue)}`)))).toEqual([
      'blue',
      'blue',
      'blue',
    ]);
    expect((await send()).headers.get('set-cookie')).toContain(cookieOf(green));
  });
});
