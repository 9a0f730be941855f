/** What a gate says. NOT_INSTALLED does not block, since nobody promised it; NO_DATA of an installed one does. */
export type GateStatus = 'PASSED' | 'FAILED' | 'NOT_INSTALLED' | 'NO_DATA' | 'ASKED_LATER';

export interface Gate {
  readonly name: string;
  readonly status: GateStatus;
  readonly words: string;
}

/** The gates that stand in the way. */
export function blocking(gates: readonly Gate[]): Gate[] {
  return gates.filter(({ status }) => status === 'FAILED' || status === 'NO_DATA');
}

/** The sources that nobody installed; answers name them, since they were not asked. */
export function missing(gates: readonly Gate[]): string[] {
  return gates.filter(({ status }) => status === 'NOT_INSTALLED').map(({ name }) => name);
}
