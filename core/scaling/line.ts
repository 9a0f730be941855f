import type { ObstacleCode } from './facts.ts';
import type { Reactive } from './reactive.ts';

/** Why it came out so, as a program can tell. */
export type Code =
  | Reactive['code']
  | ObstacleCode
  | 'NO_POLICY'
  | 'NO_LIMITS'
  | 'NOT_SET'
  | 'AT_REQUEST'
  | 'AT_MINIMUM'
  | 'AT_MAXIMUM'
  | 'COST_CAP'
  | 'COOLDOWN'
  | 'SUSPENDED'
  | 'LEFT_TO_AWS';

/** What one rule made of the number of units. */
export interface Line {
  readonly rule:
    | 'exclusion'
    | 'policy'
    | 'request'
    | 'reactive'
    | 'predictive'
    | 'scheduled'
    | 'step'
    | 'cost'
    | 'maximum'
    | 'minimum'
    | 'pace'
    | 'aws'
    | 'undo';
  readonly to: number;
  readonly words: string;
}
