/** What came of one case. */
export interface Outcome {
  readonly id: string;
  readonly violations: readonly string[];
  /** Whether the fault was met; the course of a run may differ by a look of the judge. */
  readonly met: boolean;
  readonly ended: string;
  /** Set where the judge condemned an equal version, and the case was run again with other traffic. */
  readonly repeated?: true;
}

/** What a part of a matrix consists of; journeys that do not even hold unbroken are outcomes already. */
export interface Found {
  readonly ids: readonly string[];
  readonly broken: readonly Outcome[];
}

/** Cases of one kind of run. */
export interface Matrix {
  /** Names of its parts, with which the ids of their cases begin. */
  readonly parts: readonly string[];
  casesOf(part: string): Promise<Found>;
  /** Runs one case; what throws is a violation too. */
  run(id: string): Promise<Outcome>;
}

export function failedCase(id: string, error: unknown): Outcome {
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { id, violations: [`the case itself failed: ${words}`], met: true, ended: 'failed' };
}
