import type { RequestView, RuleCondition } from './action.ts';

const patterns = new Map<string, RegExp>();

/** ALB's wildcards: `*` for any run of characters, `?` for one. Paths are compared with case, the rest without. */
function wildcard(pattern: string, flags: string): RegExp {
  const key = `${flags}:${pattern}`;
  const known = patterns.get(key);
  if (known !== undefined) return known;
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const made = new RegExp(`^${source}$`, flags);
  patterns.set(key, made);
  return made;
}

function text(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : value?.[0];
}

function subject(condition: RuleCondition, request: RequestView): string | undefined {
  if (condition.field === 'path-pattern') return request.path.split('?', 1)[0];
  const header = condition.field === 'http-header' ? condition.name.toLowerCase() : 'host';
  return text(request.headers[header]);
}

/** Whether every condition holds for the request. */
export function matches(conditions: readonly RuleCondition[], request: RequestView): boolean {
  return conditions.every((condition) => {
    const found = subject(condition, request);
    const flags = condition.field === 'path-pattern' ? 's' : 'is';
    return found !== undefined && condition.values.some((value) => wildcard(value, flags).test(found));
  });
}
