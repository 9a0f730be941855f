import { PROFILES } from '../account/profiles.ts';
import type { LiveSandbox } from './live-sandbox.ts';
import type { StartOptions } from './options.ts';

/** What a newcomer reads first: where everything is, and what to try. */
export function welcome(options: StartOptions, sandbox: LiveSandbox, seconds: number): string {
  const { api, port } = sandbox;
  const deploy = 'npx operate deploy-application --environment production --service';
  const where = options.foundByDefault && api.asRequested ? '' : ` --endpoint ${api.url}`;
  return [
    `Sandbox '${options.name}' is up after ${seconds.toFixed(1)} s; its time runs ${options.speed} times as fast as yours.`,
    ...notices(options, sandbox),
    '',
    `  load balancer   http://127.0.0.1:${port}/   (storefront, ${options.rate} requests a second)`,
    `  API             ${api.url}`,
    `  web page        ${api.url}/`,
    '',
    'Try, in a second terminal:',
    '',
    `  ${deploy} storefront --version v2${where}`,
    `  ${deploy} storefront --version failing${where}`,
    `  ${deploy} pricing --version throwing --strategy blue-green${where}`,
    '',
    `You are the developer; --profile NAME makes you one of ${Object.keys(PROFILES).join(', ')}.`,
    'What becomes of deployments shows here. Ctrl-C ends it; the next start goes on from there.',
    '',
  ].join('\n');
}

function notices(options: StartOptions, { api, port, recovered }: LiveSandbox): string[] {
  const lines: string[] = [];
  if (!api.asRequested)
    lines.push(`Port ${options.apiPort} is in use: the API listens on ${api.port} instead.`);
  if (options.port !== 0 && port !== options.port)
    lines.push(`The load balancer listens on ${port} instead of ${options.port}.`);
  if (recovered)
    lines.push('The last process did not end by itself; deployments that were under way are brought back.');
  return lines;
}
