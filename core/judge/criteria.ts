import { InvalidInput, type Violation } from '../errors.ts';
import type { AbsoluteLimits } from './observation.ts';

/** Success criteria as a user writes them, such as `{ errorRate: '<1%', responseTime: '<500ms' }`. */
export interface Criteria {
  readonly errorRate?: string;
  readonly responseTime?: string;
  readonly rollbackThreshold?: string | number;
}

interface Criterion {
  readonly allowed: string;
  /** The limit, or null when the text is not one. */
  readonly read: (value: unknown) => number | null;
  readonly limits: (limit: number) => AbsoluteLimits;
}

const NUMBER = String.raw`(\d+(?:\.\d+)?)`;
const UNIT_MILLISECONDS: Readonly<Record<string, number>> = { ms: 1, s: 1000 };

const CRITERIA: ReadonlyMap<string, Criterion> = new Map([
  [
    'errorRate',
    {
      allowed: 'a share between 0% and 100%, such as "<1%"',
      read: (value: unknown) => readShare(value, '<?=?'),
      limits: (errorRate: number) => ({ errorRate }),
    },
  ],
  [
    'responseTime',
    {
      allowed: 'a p95 above zero, such as "<500ms" or "<1.5s"',
      read: readDuration,
      limits: (responseTimeMs: number) => ({ responseTimeMs }),
    },
  ],
  [
    'rollbackThreshold',
    {
      allowed: 'a share between 0% and 100%, such as "5%" or 0.05',
      read: (value: unknown) => readShare(value, '>?=?'),
      limits: (rollbackThreshold: number) => ({ rollbackThreshold }),
    },
  ],
]);

/**
 * Reads success criteria into absolute limits.
 * @throws InvalidInput with one violation for each field that is unknown or cannot be read
 */
export function parseCriteria(criteria: Criteria): AbsoluteLimits {
  const violations: Violation[] = [];
  let limits: AbsoluteLimits = {};
  for (const [field, value] of Object.entries(criteria)) {
    if (value === undefined) continue;
    const criterion = CRITERIA.get(field);
    const limit = criterion?.read(value) ?? null;
    if (criterion !== undefined && limit !== null) limits = { ...limits, ...criterion.limits(limit) };
    else violations.push(violationOf(field, value, criterion));
  }
  if (violations.length > 0) throw new InvalidInput('The success criteria cannot be read.', { violations });
  return limits;
}

function violationOf(field: string, value: unknown, criterion: Criterion | undefined): Violation {
  if (criterion !== undefined) {
    return { field, problem: `${JSON.stringify(value)} is not a limit`, allowed: criterion.allowed };
  }
  return { field, problem: 'there is no such criterion', allowed: [...CRITERIA.keys()].join(', ') };
}

/** @param sign pattern of what may stand before the number */
function readShare(value: unknown, sign: string): number | null {
  if (typeof value === 'number') return within(value);
  const match = new RegExp(String.raw`^\s*${sign}\s*${NUMBER}\s*%\s*$`).exec(String(value));
  return match === null ? null : within(Number(match[1]) / 100);
}

function within(share: number): number | null {
  return share > 0 && share < 1 ? share : null;
}

function readDuration(value: unknown): number | null {
  const match = new RegExp(String.raw`^\s*<?=?\s*${NUMBER}\s*(ms|s)\s*$`).exec(String(value));
  const unit = UNIT_MILLISECONDS[match?.[2] ?? ''];
  const milliseconds = Number(match?.[1]) * (unit ?? Number.NaN);
  return milliseconds > 0 ? milliseconds : null;
}
