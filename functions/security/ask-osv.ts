import type { Package } from '../../core/security/dependencies/package-url.ts';
import { partOf, partsOf, textOf } from '../../core/security/properties.ts';
import type { HttpClient, HttpResponse } from '../http-client.ts';

export const OSV = 'https://api.osv.dev';
const TIMEOUT_MS = 10_000;
/** A batch's answer has ids only, about sixty bytes each; what does not fit into an answer is asked in halves. */
const BATCH = 100;
/** An entry that lists every version it ever affected may be long. */
const ENTRY_BYTES = 2_097_152;

/** Where and how OSV is asked. */
export interface Asking {
  readonly http: HttpClient;
  /** Without a slash at its end. */
  readonly url?: string;
}

/** OSV could not be asked, or answered what it should not. */
export class OsvFailed extends Error {
  override readonly name = 'OsvFailed';
}

/**
 * Ids of the vulnerabilities of packages, in the packages' order (OSV's `POST /v1/querybatch`, a package's URL fields
 * and version or, for a next page, the same with its token).
 * @throws OsvFailed
 */
export async function vulnerabilitiesOf(asking: Asking, packages: readonly Package[]): Promise<string[][]> {
  const found: string[][] = [];
  for (let first = 0; first < packages.length; first += BATCH)
    found.push(...(await batch(asking, packages.slice(first, first + BATCH))));
  return found;
}

async function batch(asking: Asking, packages: readonly Package[]): Promise<string[][]> {
  const ids = packages.map((): string[] => []);
  let open = packages.map((one, at) => ({ at, query: queryOf(one) as object }));
  while (open.length > 0) {
    const answer = await post(asking, '/v1/querybatch', { queries: open.map(({ query }) => query) });
    if (answer === undefined) return inHalves(asking, packages);
    const results = partsOf(partOf(answer)['results']);
    if (results.length !== open.length)
      throw new OsvFailed('OSV answered another number of results than was asked.');
    const next: typeof open = [];
    for (const [position, { vulns, next_page_token }] of results.entries()) {
      const asked = open[position];
      if (!asked) continue;
      ids[asked.at]?.push(...partsOf(vulns).map(({ id }) => textOf(id)));
      if (typeof next_page_token === 'string' && next_page_token !== '')
        next.push({ at: asked.at, query: { ...asked.query, page_token: next_page_token } });
    }
    open = next;
  }
  return ids;
}

function queryOf({ ecosystem, name, version }: Package) {
  return { package: { ecosystem, name }, version };
}

async function inHalves(asking: Asking, packages: readonly Package[]): Promise<string[][]> {
  if (packages.length < 2) throw new OsvFailed('OSV answered more than is read.');
  const middle = Math.ceil(packages.length / 2);
  return [
    ...(await batch(asking, packages.slice(0, middle))),
    ...(await batch(asking, packages.slice(middle))),
  ];
}

/**
 * One entry whole (OSV's `GET /v1/vulns/{id}`).
 * @throws OsvFailed
 */
export async function vulnerability({ http, url = OSV }: Asking, id: string): Promise<unknown> {
  const answer = await http({
    url: `${url}/v1/vulns/${encodeURIComponent(id)}`,
    timeoutMs: TIMEOUT_MS,
    keptBytes: ENTRY_BYTES,
  });
  const read = readJson(answer);
  if (read === undefined) throw new OsvFailed(`The entry ${id} is longer than is read.`);
  return read;
}

/** @returns nothing where the answer was longer than is read */
async function post({ http, url = OSV }: Asking, path: string, body: unknown): Promise<unknown> {
  const answer = await http({
    url: `${url}${path}`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    timeoutMs: TIMEOUT_MS,
  });
  return readJson(answer);
}

function readJson({ status, body }: HttpResponse): unknown {
  if (status !== 200) throw new OsvFailed(`OSV answered ${status}: ${body.slice(0, 200)}`);
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
