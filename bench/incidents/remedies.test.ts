import { describe, expect, it } from 'vitest';
import { TOOLS } from '../../core/runbook/tools.ts';
import { DOCUMENT_NAMES } from '../../sandbox/workloads/documents.ts';
import { Remedy } from './fault-kinds.ts';
import { remedyOf } from './remedies.ts';

describe('remedies', () => {
  it('are what the tools of runbooks do, and the documents that the machines know', () => {
    const asked = TOOLS.filter(({ changes }) => changes).flatMap(({ name, field }) => {
      const { enum: choices } = (field ?? {}) as { readonly enum?: readonly string[] };
      return (choices ?? [undefined]).map((action) => ({ tool: name, action }));
    });
    const commands = DOCUMENT_NAMES.map((command) => ({ tool: 'run_command', command }));
    const found = new Set([...asked, ...commands].map(remedyOf));
    expect(Remedy.options.filter((remedy) => !found.has(remedy))).toEqual([]);
  });

  it.each([
    [{ tool: 'restart_service' }, 'restart'],
    [{ tool: 'scale_service', action: 'scale-up' }, 'scale-out'],
    [{ tool: 'rollback_service' }, 'roll-back'],
    [{ tool: 'run_command', command: 'operate-clean-disk' }, 'clean-disk'],
    [{ tool: 'call_aws', action: 'lambda:PutFunctionConcurrency' }, 'raise-concurrency'],
  ])('know %j', (step, remedy) => {
    expect(remedyOf(step)).toBe(remedy);
  });

  it.each([
    { tool: 'scale_service', action: 'scale-down' },
    { tool: 'run_command', command: 'operate-format-everything' },
    { tool: 'call_aws', action: 'application-autoscaling:RegisterScalableTarget' },
    { tool: 'send_request', action: 'DELETE' },
  ])('are not %j', (step) => {
    expect(remedyOf(step)).toBeUndefined();
  });
});
