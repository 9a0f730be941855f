/**
 * A process of the balancer's bench: `target` answers every request at once; `balancer <port>` is the live plane's
 * balancer before that target. Says its port to the parent, and its CPU time in microseconds whenever it is asked.
 */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock } from '../../functions/clock.ts';
import type { PlaneTask } from '../../sandbox/data-plane/data-plane.ts';
import { ListenerProxy } from '../../sandbox/load-balancer/listener-proxy.ts';
import { RequestMeter } from '../../sandbox/load-balancer/request-meter.ts';
import { Router } from '../../sandbox/load-balancer/router.ts';
import { DEFAULT_HEALTH_CHECK, TargetGroup } from '../../sandbox/load-balancer/target-group.ts';
import { STOREFRONT_VERSIONS } from '../../sandbox/samples/catalogue.ts';

const ARN = 'arn:aws:elasticloadbalancing:eu-west-1:000000000000';

function target(): Promise<number> {
  const server = http.createServer((_request, response) => response.end('served'));
  const { promise, resolve } = Promise.withResolvers<number>();
  server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  return promise;
}

function balancer(port: number): Promise<number> {
  const task: PlaneTask = {
    id: 'task',
    version: 'v1',
    behaviour: STOREFRONT_VERSIONS.v1,
    state: 'running',
    port,
    exitCode: undefined,
    probe: (_path, done) => done(true),
    stop: () => undefined,
    kill: () => undefined,
  };
  const group = new TargetGroup(`${ARN}:targetgroup/blue/1`, DEFAULT_HEALTH_CHECK, 30);
  group.inUse = true;
  group.register('10.0.0.1', 80, task, 0);
  group.advance(0);
  const targets = [{ group, weight: 100 }];
  const router = new Router(`${ARN}:loadbalancer/app/lb/1`, { type: 'forward', targets, stickySeconds: 0 });
  return new ListenerProxy(router, systemClock, new RequestMeter(() => {})).listen(0);
}

const [role, port] = process.argv.slice(2);
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMicros: user + system });
});
process.on('disconnect', () => process.exit());
process.send?.({ port: await (role === 'balancer' ? balancer(Number(port)) : target()) });
