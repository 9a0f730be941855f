import { describe, expect, it } from 'vitest';
import { APPROVED_CALLS } from './approved-calls.ts';
import { secondsFor, secondsForPeople } from './people-time.ts';
import { knownTool, toolOf } from './tool.ts';
import { TOOLS } from './tools.ts';

const summary = ({ name, kind, changes, idempotent, undoable }: (typeof TOOLS)[number]) =>
  [name, kind, changes && 'changes', idempotent && 'idempotent', undoable && 'undoable']
    .filter(Boolean)
    .join(' ');

describe('the tools', () => {
  it('are these', () => {
    expect(TOOLS.map(summary)).toEqual([
      'read_metric call idempotent',
      'query_logs call idempotent',
      'restart_service call changes',
      'scale_service call changes idempotent undoable',
      'rollback_service call changes idempotent undoable',
      'run_command call changes',
      'call_aws call changes undoable',
      'send_request call changes',
      'call_operation call changes idempotent',
      'notify_people call',
      'ask_approval question idempotent',
      'wait wait idempotent',
    ]);
  });

  it.each(TOOLS.map((tool) => [tool.name, tool] as const))('%s says what it takes', (_name, tool) => {
    const { properties, required } = tool.params;
    expect(required.filter((name) => !(name in properties))).toEqual([]);
    const said = [...Object.values(properties), ...(tool.field ? [tool.field] : [])];
    expect(said.filter(({ description }) => !/^[A-Z].*\.$/.test(description))).toEqual([]);
    expect(tool.summary).toMatch(/^[A-Z].*\.$/);
    expect(tool.costDollars).toBeGreaterThanOrEqual(0);
    // A machine waits longer for a call than its function may run.
    expect(tool.timeoutSeconds).toBeGreaterThanOrEqual(90);
  });
});

describe('toolOf', () => {
  it('knows a tool by its name', () => {
    expect(toolOf({ tool: 'scale_service', action: 'set' })?.name).toBe('scale_service');
    expect(toolOf({ tool: 'shout' })).toBeUndefined();
    expect(toolOf({ tool: 'scale_service' }, [])).toBeUndefined();
    expect(() => knownTool({ tool: 'shout' })).toThrow("The tool 'shout' is unknown");
  });

  it.each(Object.entries(APPROVED_CALLS))(
    'takes what is known of the call %s',
    (action, { idempotent, undoable }) => {
      expect(knownTool({ tool: 'call_aws', action })).toMatchObject({
        name: 'call_aws',
        idempotent,
        undoable,
      });
      expect(knownTool({ tool: 'restart_service', action })).toMatchObject({
        idempotent: false,
        undoable: false,
      });
    },
  );

  it('repeats no call that it does not know', () => {
    expect(knownTool({ tool: 'call_aws' })).toMatchObject({ idempotent: false });
  });
});

describe('the time of a step', () => {
  const step = (tool: string, timeoutSeconds?: number) => ({
    name: 'x',
    tool,
    params: {},
    ...(timeoutSeconds !== undefined && { timeoutSeconds }),
  });

  it('is its own, else its tool’s', () => {
    expect(
      [step('restart_service'), step('restart_service', 200), step('ask_approval')].map(secondsFor),
    ).toEqual([90, 200, 3600]);
  });

  it('is people’s for the approval and the questions', () => {
    const steps = [step('ask_approval', 60), step('restart_service', 200), step('ask_approval')];
    expect(secondsForPeople({ approvalSeconds: 100, steps })).toBe(100 + 60 + 3600);
  });
});
