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

/**
 * The fields in which two configurations differ, their sizes aside; no values, which may be secret. Without the right to
 * a function's own key Lambda answers the same error in place of both values: what cannot be read counts as different.
 */
export function latestDiffers(latest: Configuration, live: Configuration): string[] {
  return ALIKE.flatMap((field) => {
    const error = errorOf(latest[field]) ?? errorOf(live[field]);
    if (error !== undefined) return [`${field} cannot be read: ${error}`];
    return text(field, latest) === text(field, live) ? [] : [field];
  });
}

/** Why AWS did not show a value (Environment and ImageConfigResponse have it); undefined where it did. */
function errorOf(value: unknown): string | undefined {
  const { Error: error } = (value ?? {}) as { readonly Error?: { readonly ErrorCode?: string } };
  return error && (error.ErrorCode ?? 'no reason given');
}

function text(field: (typeof ALIKE)[number], configuration: Configuration): string {
  const value = configuration[field];
  // AWS says of a version whether its snapshot was taken; what was asked for is what counts.
  const asked = field === 'SnapStart' ? (value as { ApplyOn?: string } | undefined)?.ApplyOn : value;
  return canonical(asked ?? null);
}
