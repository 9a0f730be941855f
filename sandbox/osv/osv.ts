import type { HttpRequest, HttpResponse } from '../../functions/http-client.ts';
import type { Estate } from '../estate/estate.ts';

const ENTRY = 'OSV::Vulnerability';

/** An entry as OSV keeps it, by what its packages are found by here: their exact versions. */
interface Entry {
  readonly affected: readonly {
    readonly package: { readonly ecosystem: string; readonly name: string };
    readonly versions?: readonly string[];
  }[];
}

interface Query {
  readonly package: { readonly ecosystem: string; readonly name: string };
  readonly version: string;
}

/** OSV's API over the entries that the estate has; a version is affected where an entry lists it. */
export function answerOsv(estate: Estate, { url, method = 'GET', body = '{}' }: HttpRequest): HttpResponse {
  const { pathname } = new URL(url);
  if (method === 'POST' && pathname === '/v1/querybatch') {
    const { queries } = JSON.parse(body) as { queries: readonly Query[] };
    return answer(200, { results: queries.map((query) => ({ vulns: affecting(estate, query) })) });
  }
  const entry = estate.get(ENTRY, decodeURIComponent(pathname.split('/v1/vulns/')[1] ?? ''));
  return entry ? answer(200, entry.properties) : answer(404, { code: 5, message: 'Bug not found.' });
}

function affecting(estate: Estate, { package: { ecosystem, name }, version }: Query): { id: string }[] {
  return estate
    .list(ENTRY)
    .filter(({ properties }) =>
      (properties as unknown as Entry).affected.some(
        (one) =>
          one.package.ecosystem === ecosystem && one.package.name === name && one.versions?.includes(version),
      ),
    )
    .map(({ id }) => ({ id }));
}

function answer(status: number, body: unknown): HttpResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
