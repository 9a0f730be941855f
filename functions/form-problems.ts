import type { z } from 'zod';
import type { FormProblem } from '../core/yaml/form-problem.ts';

/** Zod's words for what is wrong with a value, as paths, problems and what is allowed. */
export function formProblems({ issues }: z.ZodError): FormProblem[] {
  return issues.flatMap((issue) => problemsOf(issue));
}

function problemsOf(issue: z.core.$ZodIssue): FormProblem[] {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: [...path, key],
      problem: 'is not a known field',
      allowed: 'no field of this name',
    }));
  if (issue.input === undefined && path.length > 0)
    return [{ path, problem: 'is missing', allowed: allowedBy(issue) }];
  return [{ path, problem: 'does not fit', allowed: allowedBy(issue) }];
}

const UNITS: Readonly<Record<string, string>> = { array: ' entries', string: ' characters' };

/** What would be taken, in words that can follow `allowed:`; Zod's own say what is wrong. */
function allowedBy(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `a value of the type ${issue.expected}`;
    case 'invalid_value':
      return `one of ${issue.values.join(', ')}`;
    case 'invalid_format':
      return issue.pattern === undefined ? issue.message : `text that matches ${issue.pattern}`;
    case 'too_small':
      return `at least ${issue.minimum}${UNITS[issue.origin] ?? ''}`;
    case 'too_big':
      return `at most ${issue.maximum}${UNITS[issue.origin] ?? ''}`;
    default:
      return issue.message.replace(/^Invalid discriminator value\. Expected /, 'one of ');
  }
}
