/** A trail as far as it decides which management events reach the event bus. */
export interface TrailDefinition {
  readonly name: string;
  /** Whether it covers every region; true when missing. */
  readonly multiRegion?: boolean;
  /** Which management events it records; All when missing. */
  readonly managementEvents?: 'All' | 'WriteOnly' | 'ReadOnly' | 'None';
}

export interface Trail extends Required<TrailDefinition> {
  readonly arn: string;
  logging: boolean;
}
