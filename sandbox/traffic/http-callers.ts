import http from 'node:http';
import type { Clock } from '../../functions/clock.ts';
import { Paced } from './paced.ts';
import type { Traffic, TrafficOptions } from './traffic.ts';
import { TrafficLog } from './traffic-log.ts';

const REQUEST_TIMEOUT_MS = 15_000;

/** Which requests of a run are POSTs: every share-th one, evenly spread. */
function methods(postShare: number): () => 'GET' | 'POST' {
  let owed = 0;
  return () => {
    owed += postShare;
    if (owed < 1) return 'GET';
    owed -= 1;
    return 'POST';
  };
}

function versionOf(answer: http.IncomingMessage): string | undefined {
  const header = answer.headers['x-version'];
  return typeof header === 'string' ? header : undefined;
}

/** Real callers of a listener on 127.0.0.1, over kept-alive connections. */
export function callOverHttp(port: number, options: TrafficOptions, pace: Clock, clock: Clock): Traffic {
  const log = new TrafficLog(options.keep);
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1_000, timeout: 30_000 });
  const method = methods(options.postShare ?? 0.2);
  const path = options.path ?? '/checkout';
  const headers = options.headers ?? {};
  const send = () =>
    new Promise<void>((resolve) => {
      const target = { host: '127.0.0.1', port, path, agent, timeout: REQUEST_TIMEOUT_MS };
      const request = http.request({ ...target, method: method(), headers }, (answer) => {
        answer.resume();
        answer.once('error', () => end(undefined, 0));
        answer.once('end', () => end(versionOf(answer), answer.statusCode ?? 0));
      });
      let ended = false;
      const end = (version: string | undefined, status: number) => {
        if (ended) return;
        ended = true;
        log.record(clock.now(), version, status);
        resolve();
      };
      request.once('timeout', () => request.destroy());
      request.on('error', () => end(undefined, 0));
      request.once('close', () => end(undefined, 0));
      request.end();
    });
  const dropped = () => log.record(clock.now(), undefined, 0);
  const paced = new Paced(pace, options.requestsPerSecond, send, dropped);
  const stop = async () => {
    await paced.stop();
    agent.destroy();
  };
  return { log, setRate: (perSecond) => paced.setRate(perSecond), stop };
}
