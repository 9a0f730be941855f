/**
 * Operations that an installation may have called by schedule: those that look, and those whose changes keep to limits
 * of their own. None that decides on people's behalf or changes what the installation is.
 */
export const SCHEDULABLE = [
  'analyze_costs',
  'doctor',
  'monitor_health',
  'run_chaos_test',
  'scale_resources',
  'security_scan',
  'track_slo',
  'verify_audit',
] as const;
