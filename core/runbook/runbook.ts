import type { RelatedChange } from '../incident/record.ts';

/** What a runbook's author may write; parsed from YAML and checked against its form. */
export interface Runbook {
  /** Kebab case; the file's name, and part of its machine's. */
  readonly name: string;
  readonly summary: string;
  readonly triggers: readonly RunbookTrigger[];
  /** Kinds of services it knows how to repair; all when missing. */
  readonly targets?: readonly TargetType[] | undefined;
  /** How much harm a wrong run could do: what one person's approval may let through. */
  readonly risk: RunbookRisk;
  /** Seconds after which a run is stopped, undone and failed; the time that people take to answer comes on top. */
  readonly timeoutSeconds: number;
  /** Seconds within which a run must be approved, where it has to be. */
  readonly approvalSeconds: number;
  readonly limits: RunbookLimits;
  readonly steps: readonly RunbookStep[];
  readonly onFailure: 'undo' | 'hold';
  readonly recovery: Recovery;
}

export type TargetType = 'ecs-pair' | 'lambda-alias';
export type RunbookRisk = 'low' | 'medium' | 'high';

/** Which incidents it answers: one whose firing signal has this metric beyond the threshold for so long. */
export interface RunbookTrigger {
  /** CloudWatch's metric name; `*` at either end stands for anything. */
  readonly metric: string;
  readonly namespace?: string | undefined;
  /** Such as `> 80`; compared with the alarm's own threshold. Any when missing. */
  readonly threshold?: string | undefined;
  /** Seconds that the signal has to have fired. */
  readonly duration: number;
  /** Only when something of this kind was changed shortly before the incident began. */
  readonly afterChange?: AfterChange | undefined;
}

export interface AfterChange {
  readonly kind: RelatedChange['kind'];
  /** Seconds between the change and the beginning of the incident, at most. */
  readonly withinSeconds: number;
}

export interface RunbookLimits {
  /** Runs of this runbook at once, per target. */
  readonly concurrency: number;
  /** Runs begun per target within an hour. */
  readonly perHour: number;
  /** Dollars a day that its runs may cost, by the tools' own estimate. */
  readonly costPerDay: number;
}

export interface RunbookStep {
  /** Kebab case, unique in the runbook. */
  readonly name: string;
  /** Name of an operation of the noun `runbooks` that is a tool. */
  readonly tool: string;
  /** One of these three says what to do, by the tool's kind; see the tool's page. */
  readonly command?: string | undefined;
  readonly query?: string | undefined;
  readonly action?: string | undefined;
  readonly params: Readonly<Record<string, unknown>>;
  /** Must be true before a changing step acts: JSONata over `$results`, by the names of earlier steps, and `$target`. */
  readonly precondition?: string | undefined;
  /** What happens when the precondition is not true: the run ends as `onFailure` says, or the step is passed over. */
  readonly otherwise?: 'fail' | 'skip' | undefined;
  /** What people are told when the precondition is not true. */
  readonly because?: string | undefined;
  /** How a changing step is seen to have worked; every changing tool needs it. */
  readonly verify?: Verification | undefined;
  /** How a changing step is undone: `recorded` restores what was recorded before it, `none` names why it cannot. */
  readonly inverse?: Inverse | undefined;
  /** Seconds for one call of the tool, or for a person's answer; the tool's own when missing. */
  readonly timeoutSeconds?: number | undefined;
}

export type Inverse = { readonly kind: 'recorded' } | { readonly kind: 'none'; readonly why: string };

/** The tool looks every `everySeconds` until its effect is there, at most `withinSeconds`. */
export interface Verification {
  readonly everySeconds: number;
  readonly withinSeconds: number;
}

/** How the whole run is seen to have helped: the incident's signals are well, and stay so. */
export interface Recovery {
  /** Seconds within which the signals must be well again. */
  readonly withinSeconds: number;
  /** Seconds that they must stay so. */
  readonly forSeconds: number;
}
