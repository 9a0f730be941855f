import type { Remedy } from './fault-kinds.ts';

/** A changing step of a runbook, as its run's record has it. */
export interface ChangingStep {
  readonly tool: string;
  readonly command?: string | undefined;
  readonly action?: string | undefined;
}

/** By which tools each remedy may come about: the tool's name, and what it is asked for where it does several things. */
const MEANS: Readonly<Record<Remedy, readonly (readonly [tool: string, what?: string])[]>> = {
  restart: [['restart_service'], ['call_aws', 'ecs:StopTask']],
  'scale-out': [
    ['scale_service', 'scale-up'],
    ['scale_service', 'set'],
  ],
  'roll-back': [['rollback_service'], ['call_operation', 'rollback_deployment']],
  'clean-disk': [['run_command', 'operate-clean-disk']],
  'end-long-queries': [['run_command', 'operate-end-long-queries']],
  'raise-concurrency': [['call_aws', 'lambda:PutFunctionConcurrency']],
};

/** What a step does to its target, by the name that labels have for it; `undefined` for what no label ever allows. */
export function remedyOf({ tool, command, action }: ChangingStep): Remedy | undefined {
  const asked = command ?? action;
  const found = Object.entries(MEANS).find(([, means]) =>
    means.some(([name, what]) => name === tool && (what === undefined || what === asked)),
  );
  return found?.[0] as Remedy | undefined;
}
