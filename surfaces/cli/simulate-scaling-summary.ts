/** What help says of the command; apart from it, so that help need not load forecasts. */
export const SIMULATE_SCALING = {
  name: 'simulate-scaling',
  summary: 'Replay recorded load against the policy of scale_resources, target tracking and step scaling.',
  help: [
    'Usage: operate simulate-scaling --metrics FILE|- [--unit-load N] [--target 60] [--min 1] [--max 100]',
    '         [--every 5] [--start-minutes 3] [--suffer-at 85] [--json]',
    '',
    'FILE is CSV of `timestamp,value` (ISO 8601, at even distances) or what `aws cloudwatch get-metric-data` answers.',
    '--unit-load says how much of it one unit can do; without it, the mean keeps eight units at their target.',
    '--every is minutes from one look to the next; a minute is under-provisioned above --suffer-at percent.',
  ].join('\n'),
} as const;
