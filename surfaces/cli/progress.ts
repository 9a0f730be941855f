/** The part of a deployment's record that its progress is told from. */
export interface Deployment {
  readonly id: string;
  readonly state: {
    readonly name: string;
    readonly step?: number;
    readonly from?: { readonly step?: number };
    readonly reason?: { readonly words: string };
  };
  readonly steps?: readonly unknown[];
  /** Shares of traffic for the new version in percent. */
  readonly weights?: { readonly asked: number; readonly readBack: number };
  readonly lastVerdict?: { readonly words: string };
}

const ENDS = ['PROMOTED', 'ROLLED_BACK', 'ABORTED', 'REFUSED', 'FAILED'];

export function isOver({ state }: Deployment): boolean {
  return ENDS.includes(state.name);
}

const WIDTH = 20;

/** One line: the share of traffic that was read back as a bar, the step, the weights, and why it is so. */
export function progressLine({ state, steps = [], weights, lastVerdict }: Deployment): string {
  const share = weights?.readBack ?? 0;
  const filled = Math.round((Math.min(100, Math.max(0, share)) / 100) * WIDTH);
  const step = state.step ?? state.from?.step;
  return [
    `[${'#'.repeat(filled)}${'-'.repeat(WIDTH - filled)}]`,
    state.name,
    ...(step === undefined ? [] : [`step ${step + 1}${steps.length > 0 ? ` of ${steps.length}` : ''}`]),
    ...(weights ? [`asked ${weights.asked}%, read back ${weights.readBack}%`] : []),
    ...[state.reason?.words ?? lastVerdict?.words].filter((words) => words !== undefined),
  ].join('  ');
}
