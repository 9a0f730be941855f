import { canonical } from '../canonical.ts';

/** What of a function's configuration has to be alike; memory and time-out are what differs. */
const ALIKE = [
  'CodeSha256',
  'Runtime',
  'Handler',
  'Role',
  'Environment',
  'Layers',
  'VpcConfig',
  'Architectures',
  'EphemeralStorage',
  'FileSystemConfigs',
  'DeadLetterConfig',
  'ImageConfigResponse',
  'KMSKeyArn',
  'PackageType',
  'TracingConfig',
  'LoggingConfig',
  'SnapStart',
] as const;

type Configuration = Readonly<Partial<Record<(typeof ALIKE)[number], unknown>>>;

/** The names of the fields in which two configurations differ, their sizes aside; no values, which may be secret. */
export function latestDiffers(latest: Configuration, live: Configuration): string[] {
  return ALIKE.filter((field) => text(field, latest) !== text(field, live));
}

function text(field: (typeof ALIKE)[number], configuration: Configuration): string {
  const value = configuration[field];
  // AWS says of a version whether its snapshot was taken; what was asked for is what counts.
  const asked = field === 'SnapStart' ? (value as { ApplyOn?: string } | undefined)?.ApplyOn : value;
  return canonical(asked ?? null);
}
