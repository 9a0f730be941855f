import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a live sandbox is reached; `operate` reads it to find the one that runs here. */
export interface Endpoint {
  /** URL of the HTTP API. */
  readonly api: string;
  /** URL of the sample service. */
  readonly loadBalancer: string;
  readonly pid: number;
}

function fileIn(state: string): string {
  return join(state, 'endpoint.json');
}

export function writeEndpoint(state: string, endpoint: Endpoint): void {
  writeFileSync(fileIn(state), `${JSON.stringify(endpoint, null, 2)}\n`);
}

/** What the last sandbox of this directory wrote, if it has not removed it; it may have been killed since. */
export function readEndpoint(state: string): Endpoint | undefined {
  const file = fileIn(state);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Endpoint) : undefined;
}

export function removeEndpoint(state: string): void {
  rmSync(fileIn(state), { force: true });
}
