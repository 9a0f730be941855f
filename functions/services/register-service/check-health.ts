import { InvalidInput, type Violation } from '../../../core/errors.ts';
import type { HealthWatch } from '../../../core/services/service.ts';
import { AddressRefused, checkHost, networkOf } from '../../address-guard.ts';
import type { Input } from './gather.ts';

type Asked = NonNullable<Input['health']>;

const URL_FORM = /^https?:\/\/[^\s/?#@]+([/?][^\s#]*)?$/;
const LONGEST_URL = 1024;

/** What the record keeps: fields that were left out are not there. */
export function watchOf({ endpoints, allowAddresses }: Asked): HealthWatch {
  return {
    endpoints: endpoints.map(({ url, expectStatus, expectBody, timeoutMs }) => ({
      url,
      ...(expectStatus !== undefined && { expectStatus }),
      ...(expectBody !== undefined && { expectBody }),
      ...(timeoutMs !== undefined && { timeoutMs }),
    })),
    ...(allowAddresses && { allowAddresses }),
  };
}

/**
 * Refuses what could never be asked.
 * @throws InvalidInput for what is no URL, no address, an address that is not allowed, or named twice
 */
export function checkHealth(health: Asked | undefined): void {
  if (!health) return;
  const { endpoints, allowAddresses = [] } = health;
  const urls = endpoints.map(({ url }) => url);
  const violations = [
    ...allowAddresses.flatMap((text, index) =>
      networkOf(text)
        ? []
        : [broken(`health.allowAddresses.${index}`, 'is no address', '10.1.2.3 or 10.0.0.0/8')],
    ),
    ...urls.flatMap((url, index) => urlFault(url, index, urls, allowAddresses)),
    ...endpoints.flatMap(outOfRange),
  ];
  const [first] = violations;
  if (first) throw new InvalidInput(`${first.field} ${first.problem}.`, { violations });
}

/** Checked here, since each limit in the contract is kilobytes of the function's validator. */
function outOfRange(endpoint: Asked['endpoints'][number], index: number): Violation[] {
  const { expectStatus, timeoutMs, expectBody } = endpoint;
  const ranges = [
    ['expectStatus', expectStatus, 100, 599],
    ['timeoutMs', timeoutMs, 100, 10_000],
    ['expectBody', expectBody?.length, 1, 1024],
  ] as const;
  return ranges.flatMap(([name, value, least, most]) =>
    value === undefined || (value >= least && value <= most)
      ? []
      : [broken(`health.endpoints.${index}.${name}`, 'is out of range', `${least} to ${most}`)],
  );
}

function urlFault(
  url: string,
  index: number,
  urls: readonly string[],
  allowed: readonly string[],
): Violation[] {
  const field = `health.endpoints.${index}.url`;
  const read = URL.parse(url);
  if (!URL_FORM.test(url) || url.length > LONGEST_URL || read?.username !== '' || read.password !== '')
    return [broken(field, 'is no URL that can be asked', 'http(s)://host/path, without credentials')];
  if (urls.indexOf(url) !== index) return [broken(field, 'is there twice', 'each endpoint once')];
  try {
    checkHost(read.hostname, 'public', allowed);
    return [];
  } catch (error) {
    if (!(error instanceof AddressRefused)) throw error;
    return [broken(field, 'has an address that is not public', 'one that health.allowAddresses names')];
  }
}

function broken(field: string, problem: string, allowed: string): Violation {
  return { field, problem, allowed };
}
