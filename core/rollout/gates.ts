/** What a gate says. NOT_INSTALLED does not block, since nobody promised it; NO_DATA of an installed one does. */
export type GateStatus = 'PASSED' | 'FAILED' | 'NOT_INSTALLED' | 'NO_DATA' | 'ASKED_LATER';

export interface Gate {
  readonly name: string;
  readonly status: GateStatus;
  readonly words: string;
  /** It lets the deployment through only if a second person agrees. */
  readonly needsApproval?: boolean;
  /** Its NO_DATA is said, and does not block. */
  readonly advisory?: true;
}

/** What a way back has to pass; a freeze, an open incident or a sick live version is a reason for it. */
const FOR_A_WAY_BACK = ['lease', 'target', 'version'];

/** The gates that stand in the way of a deployment, or of a rollback to a version that was live before. */
export function blocking(gates: readonly Gate[], kind: 'deploy' | 'rollback'): Gate[] {
  const counting = kind === 'deploy' ? gates : gates.filter(({ name }) => FOR_A_WAY_BACK.includes(name));
  return counting.filter(
    ({ status, advisory }) => status === 'FAILED' || (status === 'NO_DATA' && !advisory),
  );
}

/** Whether a gate asks for a second person; a way back never does. */
export function needsApproval(gates: readonly Gate[], kind: 'deploy' | 'rollback'): boolean {
  return kind === 'deploy' && gates.some((gate) => gate.needsApproval === true);
}

/**
 * The gates of a deployment that repairs what used an error budget up: a freeze by the budget becomes the question to
 * a second person, and nothing else is let through by it.
 */
export function forFix(gates: readonly Gate[]): Gate[] {
  return gates.map((gate) =>
    gate.name === 'budget' && gate.status === 'FAILED'
      ? {
          ...gate,
          status: 'PASSED',
          needsApproval: true,
          words: `${gate.words} A fix needs a second person.`,
        }
      : gate,
  );
}

/** The sources that nobody installed; answers name them, since they were not asked. */
export function missing(gates: readonly Gate[]): string[] {
  return gates.filter(({ status }) => status === 'NOT_INSTALLED').map(({ name }) => name);
}
