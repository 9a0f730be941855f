import { ERROR_CODES } from '../../core/errors.ts';

const VIOLATION = {
  type: 'object',
  properties: {
    field: { type: 'string', description: 'Dotted path of the field' },
    problem: { type: 'string' },
    allowed: { type: 'string' },
  },
  required: ['field', 'problem', 'allowed'],
};

/** JSON Schema of the problem details (RFC 9457) that every failed call answers. */
export const PROBLEM_SCHEMA = {
  type: 'object',
  properties: {
    type: { type: 'string', format: 'uri', examples: ['urn:operate:problem:Conflict'] },
    title: { type: 'string', enum: ERROR_CODES },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What happened, for people' },
    instance: { type: 'string', format: 'uri', examples: ['urn:operate:request:c2f1'] },
    violations: { type: 'array', items: VIOLATION },
    conflictsWith: { type: 'string', description: 'The record that stands in the way' },
    retryAfterSeconds: { type: 'number' },
  },
  required: ['type', 'title', 'status', 'detail', 'instance'],
};
